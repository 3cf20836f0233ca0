// The page before the result, in a browser: what its screens do.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, open, PAGE } from "./door.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const HEADER = "order_id,customer_id,order_date,amount";
const line = (i) => `A${i},C${(i * 7) % 40},2024-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 27)).padStart(2, "0")},${10 + (i % 50)}.50`;
const orders = (rows = 400, name = "orders.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from([HEADER, ...Array.from({ length: rows }, (_, i) => line(i))].join("\n")) });
const text = (name, content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** Lets a file go over the page. (On the columns' screen the file button adds to what is open; a drop replaces it.) */
const drop = (frame, { name, buffer }) =>
  frame.evaluate(({ name, base64 }) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], name));
    dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, { name, base64: Buffer.from(buffer).toString("base64") });

/** Opens the page from disk, and fails on whatever the console complains about. */
async function start(t, hash = "#lang=en", context = {}) {
  const at = await open(browser, "from disk", null, { hash, context });
  t.after(async () => {
    await at.close();
    assert.deepEqual(at.problems, []);
    assert.deepEqual(at.requests, []);
  });
  return at;
}

test("the language changes in place, and stays in the address", async (t) => {
  const { page, frame } = await start(t);
  await drop(frame, orders());
  await frame.waitForSelector(".mapping");
  await frame.click(".bar-tools > .tool");
  assert.equal(await frame.textContent("h1"), "文件这样理解对吗？");
  assert.match(page.url(), /lang=zh-CN/);
  assert.equal(await frame.evaluate(() => document.documentElement.lang), "zh-CN");
});

test("a pasted table is opened, pasted prose is not", async (t) => {
  const { frame } = await start(t);
  const paste = (text) =>
    frame.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, text);
  await paste("a sentence from somewhere");
  await frame.waitForSelector(".problem");
  await paste(`${HEADER}\n${Array.from({ length: 60 }, (_, i) => line(i)).join("\n")}`.replaceAll(",", "\t"));
  await frame.waitForSelector(".mapping");
  assert.match(await frame.textContent(".bar-file"), /pasted table\.csv/);
});

test("settings on a result: the horizon changes what is expected, a wrong number says so", async (t) => {
  const { frame } = await start(t);
  await frame.click(".samples .link");
  await frame.waitForSelector(".result");
  const expected = () => frame.locator('[data-part="tiles"] dd').last().innerText();
  const year = await expected();
  await frame.click(".menu:last-child .tool");
  await frame.click(".menu-list li:nth-child(2) button");
  const horizon = frame.locator(".settings input").first();
  await horizon.fill("0");
  await horizon.press("Tab");
  assert.equal(await horizon.getAttribute("aria-invalid"), "true");
  assert.equal(await expected(), year);
  await horizon.fill("30");
  await horizon.press("Tab");
  await frame.waitForFunction((year) => [...document.querySelectorAll('[data-part="tiles"] dd')].at(-1).innerText !== year, year);
});

test("a choice by hand is remembered for the same columns, and forgotten on request", async (t) => {
  const { frame } = await start(t);
  await drop(frame, orders());
  await frame.selectOption('[data-column="0"]', "ignore");
  await frame.click(".effect-bar .button:not([aria-disabled])");
  await frame.waitForSelector(".result");
  await drop(frame, orders(300, "next.csv"));
  await frame.waitForFunction(() => document.querySelector(".bar-file")?.textContent.includes("next") && document.querySelector(".mapping"));
  assert.equal(await frame.inputValue('[data-column="0"]'), "ignore");
  assert.match(await frame.textContent(".lead"), /as you set them last time/);
  await frame.click(".menu:last-child .tool");
  await frame.click(".menu-list li:last-child button");
  await frame.waitForSelector(".landing");
  await drop(frame, orders(300, "again.csv"));
  await frame.waitForSelector(".mapping");
  assert.equal(await frame.inputValue('[data-column="0"]'), "order");
});

test("header, delimiter and encoding can be said, and the rows above follow", async (t) => {
  const { frame } = await start(t);
  await drop(frame, text("odd.csv", `C1;Müller;2024-01-02;5,50\nC2;Groß;2024-01-03;6,50\nC1;Müller;2024-02-02;7,50\n`));
  await frame.waitForSelector(".mapping");
  await frame.click(".layout summary");
  const names = () => frame.locator(".preview th .name").allTextContents();
  const field = (i) => frame.locator(".layout select").nth(i);
  assert.equal(await field(2).inputValue(), "no");
  await field(2).selectOption("yes");
  await frame.waitForFunction(() => document.querySelector(".preview th .name")?.textContent === "C1");
  assert.deepEqual(await names(), ["C1", "Müller", "2024-01-02", "5,50"]);
  await field(1).selectOption(",");
  await frame.waitForFunction(() => document.querySelectorAll(".preview th").length === 2);
  await field(0).selectOption("windows-1252");
  await frame.waitForFunction(() => document.querySelector(".preview th .name")?.textContent.includes("MÃ¼ller"));
});

test("a role changed above a column changes the effect at once", async (t) => {
  const { frame } = await start(t);
  await drop(frame, orders());
  await frame.waitForSelector(".effect strong");
  await frame.selectOption('[data-column="1"]', "ignore");
  await frame.waitForSelector(".read-as .missing");
  assert.equal(await frame.getAttribute(".effect-bar .button", "aria-disabled"), "true");
  await frame.selectOption(".read-as .missing select", "0");
  await frame.waitForSelector(".effect strong");
  assert.match(await frame.textContent(".effect"), /All 400 rows will be used/);
});

test("5,000 columns: few of them in the document, each found by name", async (t) => {
  const { frame } = await start(t);
  const names = Array.from({ length: 5000 }, (_, i) => (i === 2500 ? "customer_id" : i === 4000 ? "order_date" : i === 4999 ? "amount" : `q${i}`));
  const row = (r) => names.map((name) => (name === "customer_id" ? `C${r % 9}` : name === "order_date" ? `2024-02-${String(1 + (r % 28)).padStart(2, "0")}` : name === "amount" ? `${r}.25` : "")).join(",");
  await drop(frame, text("wide.csv", [names.join(","), ...Array.from({ length: 40 }, (_, r) => row(r))].join("\n")));
  await frame.waitForSelector(".preview");
  assert.ok((await frame.locator(".preview th").count()) < 40);
  const used = frame.locator(".preview .row input[type=checkbox]");
  if (await used.isChecked()) await used.uncheck();
  assert.ok((await frame.locator(".preview th").count()) < 40);
  await frame.fill(".preview input[type=search]", "q3777");
  await frame.waitForFunction(() => document.querySelectorAll(".preview th").length === 1);
  assert.equal(await frame.textContent(".preview th .name"), "q3777");
});

test("cancel works at once and leaves the columns; Escape does the same", async (t) => {
  const { frame } = await start(t);
  // Made inside the page: some 200 MB by repeating one piece.
  await frame.evaluate(({ head, piece }) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([head, ...Array.from({ length: 500 }, () => piece)], "large.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, { head: `${HEADER}\n`, piece: `${Array.from({ length: 13_000 }, (_, i) => line(i)).join("\n")}\n` });
  await frame.waitForSelector(".effect strong");
  for (const how of ["button", "escape"]) {
    await frame.click(".effect-bar .button");
    await frame.waitForSelector(".progress");
    // Measured inside the page: a busy machine is slow to click.
    const took = await frame.evaluate(async (how) => {
      const start = performance.now();
      if (how === "button") document.querySelector(".progress .button").click();
      else dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      while (!document.querySelector(".mapping")) await new Promise((resolve) => setTimeout(resolve));
      return performance.now() - start;
    }, how);
    assert.ok(took < 500, `${how}: ${took} ms`);
    assert.equal(await frame.locator(".problem").count(), 0);
    await frame.waitForSelector(".effect strong");
  }
});

test("a worker that dies becomes a sentence and a fresh worker", async (t) => {
  const { page, frame } = await start(t);
  await drop(frame, orders());
  await frame.click(".effect-bar .button:not([aria-disabled])");
  await frame.waitForSelector(".result");
  for (const worker of page.workers()) await worker.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); }));
  await frame.click(".bar-file .link");
  const saved = page.waitForEvent("download");
  await frame.locator(".rows-panel .button", { hasText: "clean copy" }).click();
  // The engine gets its file again without a word: nothing was running when it died.
  assert.equal((await saved).suggestedFilename(), "orders-clean.csv");
});

test("the fingerprint that the page shows is that of its file", async (t) => {
  const { frame } = await start(t);
  await frame.click(".claim .link");
  const sha256 = createHash("sha256").update(readFileSync(PAGE)).digest("hex");
  await frame.waitForFunction((wanted) => document.querySelector(".privacy")?.textContent.includes(wanted), sha256);
  assert.match(await frame.textContent(".policy"), /connect-src 'none'/);
});
