// A worker that dies in any phase (out of memory, a trap) becomes a sentence and a fresh worker: what the user decided
// stays, nothing shown is half a result, and the same step works again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, reportOf, run, WAIT } from "./door.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const ROWS = 400_000;
/** Row i is of customer i mod 9000 and costs 1 + i mod 9; a status of which one value can be left out. */
const drop = (frame) =>
  frame.evaluate((rows) => {
    const lines = Array.from({ length: rows }, (_, i) => `C${i % 9000},${new Date(Date.UTC(2023, 0, 1 + (i % 500))).toISOString().slice(0, 10)},${1 + (i % 9)}`);
    const dropped = new DataTransfer();
    dropped.items.add(new File([`customer,date,amount\n${lines.join("\n")}\n`], "orders.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, ROWS);
const NET = String(Array.from({ length: ROWS }, (_, i) => 1 + (i % 9)).reduce((sum, amount) => sum + amount, 0));

const dieAt = (frame, point) => frame.evaluate((point) => (globalThis.__dieAt = point), point);
const sentence = async (frame) => {
  const said = await frame.locator(".problem").first().innerText({ timeout: WAIT });
  assert.doesNotMatch(said, /[a-z]+_[a-z]+|undefined/, `an id instead of words: ${said}`);
  assert.equal(await frame.evaluate(() => globalThis.__dieAt), null, "it died where it should");
};
const right = async (frame) => {
  const report = await reportOf(frame);
  assert.equal(report.totals.net_revenue, NET);
  assert.equal(report.totals.customers_with_a_purchase, 9000);
  assert.equal(await frame.locator(".problem").count(), 0);
};

test("while it looks at the file: the landing stays, the file opens at the second try", async () => {
  const { frame, close } = await open(browser, "from disk");
  await dieAt(frame, "inspect");
  await drop(frame);
  await sentence(frame);
  assert.equal(await frame.locator(".landing").count(), 1);
  await drop(frame);
  await run(frame);
  await right(frame);
  await close();
});

test("while it counts what a choice does: the choices stay, the run works", async () => {
  const { frame, close } = await open(browser, "from disk");
  await drop(frame);
  await frame.locator(".effect strong").waitFor({ timeout: WAIT });
  await dieAt(frame, "effect");
  await frame.selectOption('[data-column="2"]', "ignore");
  await frame.selectOption('[data-column="2"]', "amount");
  await sentence(frame);
  assert.equal(await frame.inputValue('[data-column="0"]'), "customer");
  await run(frame);
  await right(frame);
  await close();
});

for (const phase of ["read", "model"]) {
  test(`in the phase ${phase}: back to the columns, no half result, the same run works`, async () => {
    const { frame, close } = await open(browser, "from disk");
    await drop(frame);
    await frame.locator(".effect strong").waitFor({ timeout: WAIT });
    await dieAt(frame, phase);
    await frame.locator(".mapping .button.main:not([aria-disabled=true])").click({ timeout: WAIT });
    await sentence(frame);
    assert.equal(await frame.locator(".result").count(), 0);
    await frame.locator(".mapping").waitFor({ timeout: WAIT });
    await run(frame);
    await right(frame);
    await close();
  });
}

test("on a result: options, the list and a file ask again and get the whole answer", async () => {
  const { page, frame, problems, close } = await open(browser, "from disk");
  await drop(frame);
  await run(frame);
  await frame.locator('.scroller[aria-busy="false"]').waitFor({ timeout: WAIT });

  await dieAt(frame, "customers");
  await frame.locator('.list input[type="search"]').fill("C8999");
  await frame.locator(".list [role=alert] .button").click({ timeout: WAIT });
  await frame.locator('.scroller [aria-rowindex="2"]', { hasText: "C8999" }).waitFor({ timeout: WAIT });

  await dieAt(frame, "export");
  const save = frame.locator(".list .acts .button").last();
  await save.click();
  await sentence(frame);
  await dieAt(frame, "export");
  await frame.locator(".groups .acts .button", { hasText: "JSON" }).click();
  // Only after the files were read again.
  await frame.waitForFunction(() => globalThis.__dieAt === null, null, { timeout: WAIT });
  assert.deepEqual(problems, [], "a refused download is said once, on the page");
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: WAIT }), save.click()]);
  assert.match(file.suggestedFilename(), /\.csv$/);

  await dieAt(frame, "update");
  await frame.locator(".trust select").first().selectOption("mbg_nbd");
  await sentence(frame);
  await frame.locator(".trust select").first().selectOption("pareto_nbd");
  await frame.waitForFunction(() => __answers.findLast(({ answer }) => answer?.totals)?.answer.models?.chosen === "pareto_nbd", null, { timeout: WAIT });
  await right(frame);
  await close();
});
