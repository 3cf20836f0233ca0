// The recipes of docs/EMBED.md as they are published in `dist/site`, each run to its end.

import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { appIn, launch, ROOT } from "./door.mjs";

let browser, site;
before(async () => {
  [browser, site] = await Promise.all([launch(), serve(join(ROOT, "dist/site"))]);
});
after(async () => {
  await browser.close();
  await site.close();
});

test("a form tool: rows with _widget_ fields go in, groups are written back after one click", { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/form-tool.html`);
  await page.getByRole("button", { name: "添加 · add" }).click();
  await page.locator("#send:not([disabled])").click();
  const app = await appIn(page);
  const dialog = app.getByRole("alertdialog");
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /客户名单/);
  const filled = () => page.locator("tbody tr td:nth-child(4)").allInnerTexts();
  assert.ok((await filled()).every((group) => group === ""), "before the click nothing came back");
  await page.waitForTimeout(700);
  await dialog.getByRole("button", { name: "允许", exact: true }).click();
  await page.getByText("11 位会员已分类").waitFor();
  const groups = await filled();
  assert.equal(groups.length, 91);
  for (const group of groups) assert.match(group, /^(new|active|lapsed)$/);
  assert.ok((await app.locator("#app").innerText()).includes("会员订单"));
  await page.close();
});

test("one tag", { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/element.html`);
  await page.locator("#load").click();
  await page.getByText(/^40 customers, \d+/).waitFor();
  await page.close();
});

test("a frame", { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/frame.html`);
  assert.equal(await (await appIn(page)).evaluate(() => document.documentElement.lang), "zh-CN");
  await page.close();
});

test("once visited, the hosted page opens without a network", { timeout: 60_000 }, async () => {
  const own = await serve(join(ROOT, "dist/site"));
  const page = await browser.newPage();
  await page.goto(`${own.url}/index.html`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await own.close();
  await page.goto(`${own.url}/regulars.html#lang=en`);
  assert.match(await (await appIn(page)).locator("#app").innerText(), /See who your customers are/);
  await page.close();
});

async function serve(folder) {
  const types = { html: "text/html; charset=utf-8", js: "text/javascript", svg: "image/svg+xml", webmanifest: "application/manifest+json" };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const file = join(folder, path === "/" ? "index.html" : path.replaceAll("..", ""));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", types[file.split(".").pop()] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))) };
}
