// The frame protocol against the shipped file: a host that behaves, one that does not, and a neighbour in the same page.
// Three origins on this machine: the host's, the frame's, the neighbour's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, PAGE } from "./door.mjs";

const NEIGHBOUR = `<!doctype html><title>neighbour</title>`;
const host = (frame, { sandbox = "allow-scripts allow-downloads", neighbour = "" } = {}) => `<!doctype html><title>host</title>
  <iframe id="regulars" sandbox="${sandbox}" src="${frame}" style="width:100%;height:600px"></iframe>
  ${neighbour && `<iframe id="neighbour" src="${neighbour}"></iframe>`}
  <script>
    const heard = [];
    const frame = document.getElementById("regulars");
    let port;
    addEventListener("message", (event) => event.source === frame.contentWindow && heard.push({ ...event.data, by: "window", origin: event.origin }));
    const say = (message, transfer) => frame.contentWindow.postMessage({ app: "regulars", v: 1, ...message }, "*", transfer);
    function connect() {
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = ({ data }) => heard.push({ ...data, by: "port" });
      say({ type: "hello" }, [channel.port2]);
    }
  </script>`;

/** Twelve customers who buy from January to June, each with his own rhythm. */
const ROWS = Array.from({ length: 60 }, (_, i) => ({
  "会员": `C${i % 12}`,
  "日期": new Date(Date.UTC(2024, 0, 1 + i * 3)).toISOString().slice(0, 10),
  "金额": 100 + (i % 7) * 10,
}));
const MAPPING = { customer: "会员", date: "日期", amount: "金额" };

let browser, hosts, frames, neighbours;
before(async () => {
  browser = await launch();
  frames = await serve((url) => (url.startsWith("/regulars.html") ? readFileSync(PAGE) : null));
  neighbours = await serve(() => NEIGHBOUR);
  hosts = await serve((url) => {
    const own = `http://${hosts.at}`;
    if (url === "/listed") return host(`${frames.url}/regulars.html?host=${own}`);
    if (url === "/neighbour") return host(`${frames.url}/regulars.html?host=${own}`, { neighbour: neighbours.url });
    if (url === "/unlisted") return host(`${frames.url}/regulars.html?host=${own}.example`);
    return null;
  });
});
after(async () => {
  await browser.close();
  for (const server of [hosts, frames, neighbours]) server.close();
});

test("ready comes first, to anybody, and says nothing of data", async () => {
  const { page, told, close } = await open("/listed");
  const ready = await told("ready");
  assert.equal(ready.by, "window");
  assert.deepEqual(ready.languages.sort(), ["en", "zh-CN"]);
  assert.deepEqual(ready.asks, ["hello", "configure", "load", "cancel", "get", "clear"]);
  assert.equal(await page.evaluate(() => heard.length), 1);
  await close();
});

test("to nobody in particular the shell says its own words only, whatever the app asks for", async () => {
  const { app, told, heard, page, close } = await open("/listed");
  const { by: _, origin: __, ...ready } = await told("ready");
  await app.evaluate(() => {
    const secret = { app: "regulars", v: 1, type: "ready", version: "secret", more: "secret" };
    for (const origin of ["*", ["*"], { targetOrigin: "*" }]) parent.postMessage({ to: "host", origin, message: secret }, "*");
    parent.postMessage({ to: "ready", portNeeded: "secret", message: secret, problem: "secret" }, "*");
  });
  await page.waitForTimeout(300);
  const [, ...later] = await heard();
  assert.deepEqual(later.map(({ by: _, origin: __, ...message }) => message), [{ ...ready, problem: "port_needed" }]);
  await close();
});

test("rows go in from a listed host without a question; the groups come back after a click, and not before", async () => {
  const { page, app, say, told, heard, close } = await open("/listed");
  await told("ready");
  await say({ id: 1, type: "load", rows: ROWS, mapping: MAPPING, unknown_field: { nested: true } });
  await told("ok", 1);
  assert.deepEqual(kinds(await heard(), ["ready", "ok", "progress", "resize"]), [], "nothing of the data before the click");
  await app.getByRole("button", { name: /Hand the groups/ }).click();
  const { content } = await told("result");
  assert.equal(content.totals.customers_with_a_purchase, 12);
  assert.equal(content.totals.net_revenue, String(ROWS.reduce((sum, row) => sum + row["金额"], 0)));
  assert.deepEqual(content.segments.map(({ model }) => model).sort(), ["lifecycle_4", "rfm_11"]);
  const issues = await told("issues");
  assert.equal(issues.rows_used, 60);
  await close();
});

test("each ask for data is a question to the user; no is no", async () => {
  const { app, say, told, close } = await open("/listed");
  await told("ready");
  await say({ id: 1, type: "load", rows: ROWS, mapping: MAPPING });
  await told("ok", 1);
  await say({ id: 2, type: "get", what: "customers" });
  await app.getByRole("alertdialog").waitFor();
  assert.match(await app.getByRole("alertdialog").innerText(), /customer list/);
  await say({ id: 3, type: "get", what: "segments" });
  assert.equal((await told("error", 3)).code, "busy");
  await app.getByRole("button", { name: "Do not allow" }).click();
  assert.equal((await told("error", 2)).code, "refused");
  await say({ id: 4, type: "get", what: "customers" });
  await allow(app);
  const { content } = await told("result", 4);
  assert.equal(content.total, 12);
  assert.ok(content.columns.customer.includes("C3"));
  await say({ id: 5, type: "get", what: "customers", format: "csv" });
  await allow(app);
  assert.equal((await told("result", 5)).content.trim().split(/\r?\n/).length, 13);
  await close();
});

test("the report holds no row of the file; rows that were not used are asked for by that name", async () => {
  const { app, say, told, close } = await open("/listed");
  await told("ready");
  await say({ id: 1, type: "load", rows: [...ROWS, { "会员": "secret@example.com", "日期": "someday", "金额": 5 }], mapping: MAPPING });
  await told("ok", 1);
  await say({ id: 2, type: "get", what: "report" });
  await allow(app);
  const { content } = await told("result", 2);
  assert.equal(content.input.rows_skipped.bad_or_missing_date, 1);
  assert.doesNotMatch(JSON.stringify(content), /secret|someday/);
  await say({ id: 3, type: "get", what: "skipped" });
  assert.match(await app.getByRole("alertdialog").innerText(), /rows that were not used/);
  await allow(app);
  assert.match((await told("result", 3)).content, /secret@example\.com/);
  await close();
});

test("allowExport agreed at the start: results come as they are made", async () => {
  const { app, say, told, heard, close } = await open("/listed");
  await told("ready");
  await say({ id: 1, type: "configure", allowExport: true, lang: "zh-CN", theme: "dark" });
  await told("ok", 1);
  await say({ id: 2, type: "load", rows: ROWS, mapping: MAPPING });
  assert.match(await app.getByRole("alertdialog").innerText(), /取回分群结果/);
  await allow(app);
  await told("result", 2);
  await say({ id: 3, type: "get", what: "report" });
  assert.equal((await told("result", 3)).content.totals.customers_with_a_purchase, 12);
  // … but never what the user opens beside it.
  const before = (await heard()).length;
  await app.setInputFiles("input[type=file]", { name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(`customer,date,amount\n${csvLines()}`) }).catch(async () => {
    await say({ id: 9, type: "clear" });
    await told("ok", 9);
    await app.setInputFiles("input[type=file]", { name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(`customer,date,amount\n${csvLines()}`) });
  });
  await app.waitForTimeout(1500);
  assert.deepEqual(kinds((await heard()).slice(before), ["resize", "ok"]), []);
  await close();
});

test("a host that is not listed is asked about, by its name", async () => {
  const { app, say, told, close } = await open("/unlisted");
  await told("ready");
  await say({ id: 1, type: "load", rows: ROWS, mapping: MAPPING });
  const question = await app.getByRole("alertdialog").innerText();
  assert.ok(question.includes(hosts.url), question);
  await app.getByRole("button", { name: "Do not allow" }).click();
  assert.equal((await told("error", 1)).code, "refused");
  assert.match(await app.locator("#app").innerText(), /Drop your orders here/);
  await close();
});

test("a host without an origin gets nothing but ready, until it brings a port", async () => {
  const { page, app, say, told, heard, close } = await open("opaque");
  await told("ready");
  await say({ id: 1, type: "load", rows: ROWS, mapping: MAPPING });
  await page.waitForTimeout(300);
  assert.deepEqual((await heard()).map(({ type, problem }) => [type, problem ?? ""]), [["ready", ""], ["ready", "port_needed"]]);
  await page.evaluate(() => connect());
  await told("ready");
  await page.evaluate((message) => port.postMessage({ app: "regulars", v: 1, ...message }), { id: 2, type: "load", rows: ROWS, mapping: MAPPING });
  assert.match(await app.getByRole("alertdialog").innerText(), /The page around this one/);
  await allow(app);
  await told("ok", 2);
  assert.deepEqual((await heard()).filter(({ by, type }) => by === "window" && type !== "ready"), []);
  await close();
});

test("a neighbour is not heard and hears nothing", async () => {
  const { page, app, say, told, heard, close } = await open("/neighbour");
  await told("ready");
  const neighbour = page.frames().find((frame) => frame.url().startsWith(neighbours.url));
  await neighbour.evaluate((rows) => {
    globalThis.heard = [];
    addEventListener("message", (event) => globalThis.heard.push(event.data));
    const ask = { app: "regulars", v: 1, id: "n", type: "load", rows };
    for (let i = 0; i < parent.frames.length; i++) {
      parent.frames[i].postMessage(ask, "*");
      // … and past the shell, at the application itself.
      for (let j = 0; j < parent.frames[i].frames.length; j++) parent.frames[i].frames[j].postMessage({ from: "host", origin: "null", message: ask }, "*");
    }
  }, ROWS);
  await page.waitForTimeout(500);
  assert.match(await app.locator("#app").innerText(), /Drop your orders here/);
  await say({ id: 1, type: "load", rows: ROWS, mapping: MAPPING });
  await told("ok", 1);
  assert.deepEqual(await neighbour.evaluate(() => globalThis.heard.filter((data) => data?.app === "regulars" && data.id !== "n")), []);
  assert.deepEqual((await heard()).filter(({ id }) => id === "n"), []);
  await close();
});

test("what is malformed, unknown or too large is answered, and nothing of it becomes markup", async () => {
  const { app, say, told, heard, close } = await open("/listed");
  await told("ready");
  const bad = [
    [{ type: "format_disk" }, "unknown_type"],
    [{ type: "load" }, "bad_message"],
    [{ type: "load", rows: "no" }, "bad_message"],
    [{ type: "load", columns: { a: [1], b: [1, 2] } }, "bad_message"],
    [{ type: "load", files: [{ name: "x" }] }, "bad_message"],
    [{ type: "load", rows: [Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`c${i}`, i]))] }, "too_large"],
    [{ type: "load", rows: ROWS, mapping: { customer: "nobody" } }, "bad_message"],
    [{ type: "get", what: "passwords" }, "bad_message"],
    [{ type: "get", what: "segments" }, "nothing_loaded"],
  ];
  for (const [index, [message, code]] of bad.entries()) {
    await say({ id: 100 + index, ...message });
    assert.equal((await told("error", 100 + index)).code, code, JSON.stringify(message).slice(0, 80));
  }
  const count = (await heard()).length;
  for (const noise of [null, 7, "load", { type: "load" }, { app: "other", type: "load" }, { app: "regulars" }]) {
    await app.page().evaluate((one) => frame.contentWindow.postMessage(one, "*"), noise);
  }
  await app.page().waitForTimeout(200);
  assert.deepEqual(kinds((await heard()).slice(count), ["resize"]), []);

  const evil = "<img src=x onerror=window.hit=1>";
  await say({ id: 1, type: "configure", lang: evil, theme: evil, model: evil, view: evil, tokens: { accent: `red;background:url(//x)`, font: `x;}` } });
  await told("ok", 1);
  await say({ id: 2, type: "load", name: `${evil}.csv`, rows: ROWS.map((row) => ({ ...row, "会员": evil + row["会员"] })), mapping: MAPPING });
  await told("ok", 2);
  assert.ok((await app.locator("#app").innerText()).includes(evil));
  assert.equal(await app.locator("img[src=x]").count(), 0);
  assert.equal(await app.evaluate(() => globalThis.hit), undefined);
  await close();
});

test("clear forgets; cancel ends", async () => {
  const { app, say, told, close } = await open("/listed");
  await told("ready");
  await say({ id: 1, type: "load", columns: Object.fromEntries(Object.keys(MAPPING).map((role) => [role, ROWS.map((row) => row[MAPPING[role]])])), mapping: { customer: 0, date: 1, amount: 2 } });
  await told("ok", 1);
  await say({ id: 2, type: "clear" });
  await told("ok", 2);
  await app.getByText("Drop your orders here").waitFor();
  const many = Array.from({ length: 200_000 }, (_, i) => `C${i % 5000},2024-0${1 + (i % 9)}-1${i % 9},${i % 90}`).join("\n");
  await say({ id: 3, type: "load", csv: `customer,date,amount\n${many}`, mapping: { customer: "customer", date: "date", amount: "amount" } });
  await say({ id: 4, type: "cancel" });
  await told("ok", 4);
  assert.match((await told(["error", "ok"], 3)).code ?? "ok", /cancelled|ok/);
  await close();
});

async function open(path) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1100, height: 800 } });
  const page = await context.newPage();
  if (path === "opaque") await page.setContent(host(`${frames.url}/regulars.html`));
  else await page.goto(hosts.url + path);
  const app = await appInside(page);
  const heard = () => page.evaluate(() => heard);
  return {
    page,
    app,
    heard,
    say: (message) => page.evaluate((one) => say(one), message),
    /** The first message of a type (and id) that came; waits for it. */
    async told(type, id) {
      for (let waited = 0; waited < 15_000; waited += 50) {
        const found = (await heard()).find((one) => [type].flat().includes(one.type) && (id === undefined || one.id === id));
        if (found) return found;
        await page.waitForTimeout(50);
      }
      throw new Error(`no ${type} ${id ?? ""}; came: ${JSON.stringify(await heard()).slice(0, 2000)}`);
    },
    close: () => context.close(),
  };
}

async function appInside(page) {
  for (let waited = 0; waited < 15_000; waited += 50) {
    const app = page.frames().find((frame) => frame.url().startsWith("about:srcdoc"));
    if (app && (await app.locator("#app > *").count().catch(() => 0))) return app;
    await page.waitForTimeout(50);
  }
  throw new Error("the app did not appear");
}

/** The careful button has the focus, and the other one takes no click meant for something else. */
async function allow(app) {
  await app.getByRole("alertdialog").waitFor();
  await app.waitForTimeout(700);
  await app.getByRole("button", { name: /^(Allow|允许)$/ }).click();
}

/** Types that came, without those expected. */
const kinds = (messages, expected) => messages.map(({ type }) => type).filter((type) => !expected.includes(type));

const csvLines = () => ROWS.map((row) => Object.values(row).join(",")).join("\n");

async function serve(content) {
  const server = createServer((request, response) => {
    const body = content(request.url);
    response.writeHead(body === null ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(body ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = `127.0.0.1:${server.address().port}`;
  return { at, url: `http://${at}`, close: () => (server.closeAllConnections(), server.close()) };
}
