// In the field, through the custom element: fifty files in a row with errors and random ends, and a worker that dies.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, ROOT } from "./door.mjs";
import { pause } from "./two-browsers.mjs";

const HOST = `<!doctype html><meta charset="utf-8"><title>host</title><style>body { margin: 0 }</style><regulars-board lang="en"></regulars-board><script src="/board.global.js"></script>
  <script>
    const board = document.querySelector("regulars-board");
    const MAPPING = { customer: "customer", date: "date", amount: "amount" };
    /** Rows of a file that anybody can add up: row i is of customer i mod customers and costs 1 + i mod 9. */
    function csv(rows, customers) {
      const lines = ["customer,date,amount"];
      for (let i = 0; i < rows; i++) lines.push("C" + (i % customers) + "," + new Date(Date.UTC(2023, 0, 1 + (i % 500))).toISOString().slice(0, 10) + "," + (1 + (i % 9)));
      return lines.join("\\n");
    }
  </script>`;

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

/** The same numbers each run (mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("fifty files in a row, some broken, some ended: results stay right, memory comes back", { timeout: 600_000 }, async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.evaluate(() => board.ready);
    const cdp = await browser.newBrowserCDPSession();
    const random = seeded(7);
    const sizes = [];
    const ends = { right: 0, refused: 0, ended: 0 };
    for (let n = 0; n < 50; n++) {
      const rows = [40, 1_000, 20_000, 60_000][Math.floor(random() * 4)];
      const customers = Math.max(5, Math.floor(rows / 8));
      const kind = random();
      if (kind < 0.15) {
        const code = await page.evaluate((text) => board.load({ csv: text, mapping: MAPPING }).then(() => "fine", (error) => error.code), ["", "customer,date,amount\nx,y,z\n", "\u0000\u0001PNG", "a;b\n1;2\n"][n % 4]);
        assert.notEqual(code, "fine");
        ends.refused += 1;
      } else {
        const end = kind < 0.4 ? Math.floor(random() * 120) : null;
        const said = await page.evaluate(async ([rows, customers, end]) => {
          const loading = board.load({ csv: csv(rows, customers), mapping: MAPPING }).then((report) => report.totals, (error) => error.code);
          // A file that was faster than its end must not end the next one.
          const timer = end === null ? undefined : setTimeout(() => void board.cancel(), end);
          return loading.finally(() => clearTimeout(timer));
        }, [rows, customers, end]);
        if (typeof said === "string") {
          assert.equal(end === null, false, `${rows} rows: ${said}`);
          assert.match(said, /cancelled|nothing_loaded/);
          ends.ended += 1;
        } else {
          const full = Math.floor(rows / 9);
          const rest = rows % 9;
          assert.equal(said.net_revenue, String(full * 45 + (rest * (rest + 1)) / 2));
          assert.equal(said.customers_with_a_purchase, customers);
          ends.right += 1;
        }
      }
      if (n >= 9 && n % 10 === 9) {
        await page.evaluate(() => board.clear());
        for (const where of [page, page.frames().at(-1)]) {
          const session = await page.context().newCDPSession(where).catch(() => null);
          await session?.send("HeapProfiler.collectGarbage");
          await session?.detach();
        }
        sizes.push(await rendererMegabytes(cdp));
      }
    }
    console.log(`soak: ${JSON.stringify(ends)}; renderer MB after each ten files: ${sizes.map(Math.round).join(", ")}`);
    assert.ok(ends.right > 15 && ends.refused > 2);
    assert.ok(sizes.at(-1) < sizes[0] * 1.25, `grows: ${sizes}`);
  } finally {
    await browser.close();
  }
});

/** Resident memory of all renderers. */
async function rendererMegabytes(cdp) {
  await pause(1500);
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  const pages = (id) => Number(readFileSync(`/proc/${id}/statm`, "utf8").split(" ")[1]);
  return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { id }) => sum + (pages(id) * 4096) / 1e6, 0);
}

test("a worker that dies at any time ends the question with its code; the next file runs", { timeout: 300_000 }, async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.evaluate(() => board.ready);
    for (const delay of [0, 60, 400]) {
      const dying = page.evaluate(() => board.load({ csv: csv(300_000, 20_000), mapping: MAPPING }).then(() => "fine", (error) => error.code));
      await pause(delay);
      const worker = page.workers().at(-1) ?? (await page.waitForEvent("worker"));
      await worker.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); })).catch(() => {});
      assert.match(await dying, /^(worker_died|fine)$/, `after ${delay} ms`);
      const totals = await page.evaluate(() => board.load({ csv: csv(900, 100), mapping: MAPPING }).then((report) => report.totals, (error) => error.code));
      assert.equal(totals.net_revenue, "4500", `after ${delay} ms`);
    }
  } finally {
    await browser.close();
  }
});
