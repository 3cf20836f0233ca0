// The result in a real browser: 200,000 customers in a list that draws only what is seen, the map by keyboard, one
// customer in words, the files that can be saved.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { analyse, launch, open, reportOf, run, WAIT } from "./door.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const CUSTOMERS = 200_000;
const EVIL = "<img src=x onerror=document.title='gone'>";

/** Every third customer comes back; ids count up, so that an order by id is known beforehand. */
function manyCustomers() {
  const lines = ["customer_id,order_date,amount"];
  for (let i = 0; i < CUSTOMERS; i++) {
    const id = i === 7 ? EVIL : `K${String(i).padStart(6, "0")}`;
    const day = (n) => new Date(Date.UTC(2023, 0, 1 + (n % 700))).toISOString().slice(0, 10);
    lines.push(`${id},${day(i * 7)},${(i % 90) + 5}.50`);
    if (i % 3 === 0) lines.push(`${id},${day(i * 7 + 40)},${(i % 70) + 3}.25`);
  }
  return lines.join("\n") + "\n";
}

test("a list of 200,000 customers: few elements, both ends, sorted, found, by keyboard, hostile ids as text", async () => {
  const folder = mkdtempSync(join(tmpdir(), "regulars-"));
  const { page, frame, problems, close } = await open(browser, "from disk");
  try {
    writeFileSync(join(folder, "many.csv"), manyCustomers());
    const report = await analyse(frame, join(folder, "many.csv"));
    assert.equal(report.totals.customers_with_a_purchase, CUSTOMERS);

    const list = frame.locator(".scroller");
    // What is asked of a row is waited for: a scroll is drawn a frame later, and its rows come from the worker after that.
    const row = (index, text) => frame.locator(`.scroller [aria-rowindex="${index}"]`, { hasText: text });
    const settled = () => frame.locator('.scroller[aria-busy="false"]').waitFor({ timeout: WAIT });
    await settled();
    assert.equal(await list.getAttribute("aria-rowcount"), String(CUSTOMERS + 1));

    // By id, upward: the first and the last are known.
    await frame.locator('.scroller .head [role="columnheader"]').first().getByRole("button").click();
    await row(2, /<img src=x|K000000/).waitFor({ timeout: WAIT });
    await list.focus();
    // Read with the key, before any answer can come: whatever is drawn without its values is said to be busy.
    const honest = await list.evaluate(async (box) => {
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
      for (let i = 0; i < 20; i++) await null;
      return [box.getAttribute("aria-busy"), box.querySelector(".rows").textContent.includes("…")];
    });
    assert.deepEqual(honest, ["true", true]);
    const last = row(CUSTOMERS + 1, /K199999/);
    await last.waitFor({ timeout: WAIT });
    assert.equal(await list.getAttribute("aria-activedescendant"), await last.getAttribute("id"));
    assert.ok((await frame.locator(".scroller *").count()) < 500, "only what is seen is drawn");
    await page.keyboard.press("Home");
    await row(2, /<img src=x|K000000/).waitFor({ timeout: WAIT });
    await page.keyboard.press("End");
    await last.waitFor({ timeout: WAIT });

    // A long way by the scroll bar, then one customer in words.
    await list.evaluate((box) => box.scrollTo(0, (box.scrollHeight - box.clientHeight) / 2));
    await row(CUSTOMERS / 2 + 2, /\d/).waitFor({ timeout: WAIT });
    await page.keyboard.press("PageDown");
    await settled();
    // The region stands before its text comes, or nothing reads it out.
    const place = await frame.locator(".list > [aria-live]").elementHandle();
    assert.equal(await place.innerText(), "");
    await page.keyboard.press("Enter");
    assert.match(await frame.locator(".customer h3").innerText(), /\S+\d+/);
    assert.ok((await place.innerText()).length > 40);

    await frame.locator('.list input[type="search"]').fill("img src");
    await frame.locator(".list [role=status]", { hasText: /^1\b/ }).waitFor({ timeout: WAIT });
    await row(2, /<img src=x onerror/).waitFor({ timeout: WAIT });
    assert.equal(await frame.locator("img").count(), 0);
    assert.deepEqual(problems, []);
  } finally {
    rmSync(folder, { recursive: true });
    await close();
  }
});

test("the map holds every customer once, and a cell leads to its group's list by keyboard", async () => {
  const { page, frame, close } = await open(browser, "from disk");
  await frame.locator(".samples button").first().click();
  await frame.locator(".result").waitFor({ timeout: WAIT });
  const report = await reportOf(frame);
  const inMap = report.rfm.grid.reduce((sum, { customers }) => sum + customers, 0);
  assert.equal(inMap, report.totals.customers_with_a_purchase);

  const heads = await frame.locator(".heat > [role=row]").evaluateAll((rows) => rows.map((row) => [...row.children].map((one) => one.getAttribute("role"))));
  assert.deepEqual(heads[0], Array(6).fill("columnheader"));
  for (const row of heads.slice(1)) assert.deepEqual(row, ["rowheader", ...Array(5).fill("gridcell")]);
  const toggle = frame.locator("figure", { has: frame.locator(".heat") }).getByRole("button", { name: "As a table" });
  const describes = await toggle.getAttribute("aria-describedby");
  assert.equal(await frame.locator(`[id="${describes}"]`).innerText(), await frame.locator("figure", { has: frame.locator(".heat") }).locator("h3").innerText());
  assert.equal(await toggle.getAttribute("aria-pressed"), "false");

  await frame.locator('[data-cell="0-0"]').focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  const champions = report.segments.find(({ id }) => id === "rfm_11").groups.find(({ id }) => id === "champions");
  assert.equal(await frame.locator(".list select").inputValue(), "rfm_11/champions");
  await frame.locator(".list [role=status]", { hasText: champions.customers.toLocaleString("en") }).waitFor({ timeout: WAIT });
  await close();
});

test("the plan as a file opens in a spreadsheet, in the reader's language", async () => {
  const { page, frame, close } = await open(browser, "from disk", undefined, { hash: "#lang=zh-CN" });
  await frame.locator(".samples button").first().click();
  await frame.locator(".result").waitFor({ timeout: WAIT });
  const [download] = await Promise.all([page.waitForEvent("download"), frame.locator('[data-part="groups"] .acts button', { hasText: "CSV" }).last().click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lines = bytes.toString("utf8").trim().split("\r\n");
  const report = await reportOf(frame);
  assert.ok([4, 12].includes(lines.length), "a head and one line for each group");
  assert.match(lines[0], /分群/);
  assert.ok(report.segments.some(({ groups }) => groups.length === lines.length - 1));
  await close();
});

test("the browser's own print holds the whole result, not what the window shows of it", async () => {
  const { page, frame, close } = await open(browser, "from disk");
  await frame.locator(".samples button").first().click();
  await run(frame);
  // On screen and on paper the shell has the same frame; on paper it is as long as what is in it.
  const tall = () => page.evaluate(() => document.querySelector("body > iframe").clientHeight);
  assert.equal(await tall(), 900);
  await page.emulateMedia({ media: "print" });
  const inside = await frame.evaluate(() => document.querySelector(".result").getBoundingClientRect().bottom);
  assert.ok((await tall()) > inside && inside > 1500, `${await tall()} px for ${inside} px`);
  const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(sheets >= 3 && sheets <= 6, `${sheets} sheets`);
  await close();
});
