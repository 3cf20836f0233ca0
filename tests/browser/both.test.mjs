// End to end in Chromium and in an unmodified Firefox: a file dropped on the page becomes a result and a list; the custom
// element takes rows and gives the report.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { PAGE, ROOT } from "./door.mjs";
import { appFrame, BROWSERS, launchOne } from "./two-browsers.mjs";

/** Anybody can add these up: row i is of customer i mod 700 and costs 1 + i mod 9. */
const ROWS = 9_000;
const CSV = ["customer,date,amount", ...Array.from({ length: ROWS }, (_, i) => `C${i % 700},${new Date(Date.UTC(2023, 0, 1 + (i % 500))).toISOString().slice(0, 10)},${1 + (i % 9)}`)].join("\n");
const HOST = `<!doctype html><meta charset="utf-8"><title>host</title><regulars-board lang="en"></regulars-board><script src="/board.global.js"></script>`;

let server;
before(async () => {
  server = createServer((request, response) => {
    const script = request.url === "/board.global.js";
    response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    response.end(script ? readFileSync(join(ROOT, "dist/npm/board.global.js")) : HOST);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.url = `http://127.0.0.1:${server.address().port}/`;
});
after(() => (server.closeAllConnections(), server.close()));

for (const browser of BROWSERS) {
  test(`${browser.name}: a dropped file becomes a result and a list`, { timeout: 120_000 }, async () => {
    const running = await launchOne(browser);
    try {
      const page = await running.newPage();
      await page.goto(`${pathToFileURL(PAGE).href}#lang=en`);
      const app = await appFrame(page);
      await app.evaluate((csv) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([csv], "orders.csv"));
        dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
      }, CSV);
      const go = await app.waitForSelector(".effect-bar .button:not([aria-disabled=true])", { timeout: 60_000 });
      await go.evaluate((button) => button.click());
      await app.waitForSelector('.result[aria-busy="false"]', { timeout: 60_000 });
      await app.waitForSelector('.scroller[aria-busy="false"][aria-rowcount="701"]', { timeout: 60_000 });
      const tiles = await app.$eval('[data-part="tiles"]', (part) => part.innerText);
      for (const figure of ["700", "9,000", "45,000"]) assert.ok(tiles.includes(figure), `${figure} in ${tiles}`);
      await app.$eval('.list input[type="search"]', (field) => {
        field.value = "C699";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      await app.waitForFunction(() => document.querySelector('.scroller [aria-rowindex="2"]')?.textContent.includes("C699"), { timeout: 60_000 });
    } finally {
      await running.close();
    }
  });

  test(`${browser.name}: rows into the element, report and customers out`, { timeout: 120_000 }, async () => {
    const running = await launchOne(browser);
    try {
      const page = await running.newPage();
      await page.goto(server.url);
      const said = await page.evaluate(async (csv) => {
        const board = document.querySelector("regulars-board");
        const report = await board.load({ csv, mapping: { customer: "customer", date: "date", amount: "amount" } });
        const list = await board.get("customers", { format: "csv" });
        return { net: report.totals.net_revenue, customers: report.totals.customers_with_a_purchase, lines: list.trim().split("\n").length };
      }, CSV);
      assert.deepEqual(said, { net: "45000", customers: 700, lines: 701 });
    } finally {
      await running.close();
    }
  });
}
