// The other doors in a browser: the custom element by one script tag, on a page of its own and on one from disk; the
// library in a page and in a worker.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { launch, ROOT } from "./door.mjs";

const NPM = join(ROOT, "dist/npm");
const ROWS = Array.from({ length: 60 }, (_, i) => ({ buyer: `C${i % 12}`, day: new Date(Date.UTC(2024, 0, 1 + i * 3)).toISOString().slice(0, 10), paid: 100 + (i % 7) * 10 }));
const MAPPING = { customer: "buyer", date: "day", amount: "paid" };
const NET = String(ROWS.reduce((sum, { paid }) => sum + paid, 0));

const board = (script, more = "") => `<!doctype html><meta charset="utf-8"><title>a shop</title>
  <style>body { background: #fee } p, button { font: 40px cursive } regulars-board { --regulars-accent: rgb(1, 2, 3); --regulars-height: 700px } regulars-board::part(frame) { outline: 3px solid lime }</style>
  <regulars-board lang="zh-CN" theme="light" ${more}>Your browser cannot show this board.</regulars-board><script src="${script}"></script>`;

let browser, server, folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "regulars-embed-"));
  server = createServer((request, response) => {
    const [path] = request.url.split("?");
    const pages = {
      "/board": board("/board.global.js"),
      "/board-src": board("/board.global.js", `src="/regulars.html?host=${encodeURIComponent(server.url)}"`),
      "/library": `<!doctype html><title>library</title><script type="module">import * as regulars from "/index.js"; globalThis.regulars = regulars;</script>`,
      "/worker.js": `import { analyze } from "/index.js"; onmessage = async ({ data }) => postMessage((await analyze(data.rows, data.options)).totals);`,
    };
    const type = path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
    try {
      const body = pages[path] ?? readFileSync(path === "/regulars.html" ? join(ROOT, "dist/regulars.html") : join(NPM, path.replaceAll("..", "")));
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.url = `http://127.0.0.1:${server.address().port}`;
  writeFileSync(join(folder, "shop.html"), board(pathToFileURL(join(NPM, "board.global.js")).href));
});
after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

for (const where of ["hosted", "from disk"]) {
  test(`the element loads rows and returns the report, ${where}`, { timeout: 60_000 }, async () => {
    const page = await browser.newPage();
    await page.goto(where === "hosted" ? `${server.url}/board` : pathToFileURL(join(folder, "shop.html")).href);
    const said = await page.evaluate(async ([rows, mapping]) => {
      const board = document.querySelector("regulars-board");
      const events = [];
      for (const type of ["ready", "progress", "result", "issues", "error"]) board.addEventListener(type, ({ detail }) => events.push([type, detail]));
      const report = await board.load({ rows, mapping, options: { horizon_days: 90 } });
      const customers = await board.get("customers", { format: "csv" });
      const refused = await board.load({ rows, mapping: { customer: "nobody" } }).then(() => "fine", ({ code }) => code);
      return { report, customers, events, refused };
    }, [ROWS, MAPPING]);
    assert.equal(said.report.totals.net_revenue, NET);
    assert.equal(said.report.options.horizon_days, 90);
    assert.equal(said.customers.trim().split("\n").length, 13);
    assert.equal(said.refused, "bad_message");
    const types = said.events.map(([type]) => type);
    for (const type of ["result", "issues", "error"]) assert.ok(types.includes(type), `${type} among ${types}`);

    const app = page.frames().find((frame) => frame.url().startsWith("about:srcdoc") && frame.childFrames().length === 0);
    assert.equal(await app.evaluate(() => document.documentElement.lang), "zh-CN");
    assert.equal(await app.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent")), "rgb(1, 2, 3)");
    assert.equal(await page.locator("iframe").evaluate((frame) => [frame.offsetHeight, getComputedStyle(frame).outlineColor].join(" ")), "700 rgb(0, 255, 0)");
    // The page's styles stay outside.
    assert.notEqual(await app.locator("button").first().evaluate((button) => getComputedStyle(button).fontSize), "40px");
    await page.locator("regulars-board").evaluate((one) => one.setAttribute("lang", "en"));
    await app.waitForFunction(() => document.documentElement.lang === "en");
    await page.close();
  });
}

test("with src the frame is the hosted page, and the user is asked before the report goes out", { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/board-src`);
  const report = page.evaluate(async ([rows, mapping]) => (await document.querySelector("regulars-board").load({ rows, mapping })).totals, [ROWS, MAPPING]);
  const dialog = page.frameLocator("regulars-board iframe").frameLocator("iframe").getByRole("alertdialog");
  await dialog.waitFor();
  await page.waitForTimeout(700);
  await dialog.getByRole("button", { name: "允许", exact: true }).click();
  assert.equal((await report).net_revenue, NET);
  await page.close();
});

test("without script the text inside the element remains", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/board`);
  assert.match(await page.locator("body").innerText(), /cannot show this board/);
  await context.close();
});

test("the library computes in a page's worker, and inside a worker", { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/library`);
  await page.waitForFunction(() => globalThis.regulars);
  const inPage = await page.evaluate(async ([rows, mapping]) => (await regulars.analyze(rows, { mapping })).totals, [ROWS, MAPPING]);
  assert.equal(inPage.net_revenue, NET);
  const ended = await page.evaluate(async () => {
    const lines = Array.from({ length: 400_000 }, (_, i) => `C${i % 5000},2024-0${1 + (i % 9)}-1${i % 9},${i % 90}`);
    const abort = new AbortController();
    const running = regulars.analyze(new File([`customer,date,amount\n${lines.join("\n")}`], "a.csv"), {}, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 100);
    return running.then(() => "fine", (error) => error.message);
  });
  assert.equal(ended, "enough");
  const inWorker = await page.evaluate(([rows, mapping]) => new Promise((resolve) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ rows, options: { mapping } });
  }), [ROWS, MAPPING]);
  assert.deepEqual(inWorker, inPage);
  await page.close();
});
