// Every way out of the shipped file is tried in each browser while a collector on this machine counts (HTTP, WebSocket,
// TCP, UDP). The same attacks on a page without protection show which of them would have got through. The table goes into
// docs/PRIVACY.md; REGULARS_REWRITE=1 writes it, otherwise it is compared.

import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcp } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { ATTACKS, PRELUDE } from "./attacks.mjs";
import { PAGE, ROOT, serve } from "./door.mjs";
import { appFrame, BROWSERS, launchOne, pause } from "./two-browsers.mjs";

const all = ATTACKS.flatMap(([, attacks]) => attacks);
const DOCUMENT = join(ROOT, "docs/PRIVACY.md");

/** Not 127.0.0.1: browsers gather no WebRTC candidates there. Packets to it stay on this machine all the same. */
const own = Object.values(networkInterfaces()).flat().find((one) => one?.family === "IPv4" && !one.internal)?.address ?? "127.0.0.1";

let server, outside;
before(async () => {
  server = await serve();
  outside = await collector(all.map(([name]) => name));
});
after(async () => {
  outside.close();
  await server.close();
});

const results = new Map();
for (const browser of BROWSERS) {
  test(`${browser.name}: nothing leaves`, { timeout: 400_000 }, async () => {
    const running = await launchOne(browser);
    try {
      const shipped = await attackAll(running, `${server.url}/regulars.html`);
      const disk = await attackAll(running, pathToFileURL(PAGE).href);
      // Last, since a connection that once began is tried again for a while.
      const open = await attackAll(running, `${outside.url}/unprotected`);
      results.set(browser.name, { open, shipped: new Set([...shipped, ...disk]), version: await running.version() });
      assert.deepEqual([...shipped, ...disk], [], "the collector was reached");
      // The attacks are real: most of them succeed where nothing protects.
      assert.ok(open.size > all.length * 0.6, `only ${open.size} of ${all.length} reach the collector from an unprotected page`);
    } finally {
      await running.close();
    }
  });
}

test("docs/PRIVACY.md says what was measured", () => {
  if (results.size < 2) return console.log("only one browser here: the table is not compared");
  const written = readFileSync(DOCUMENT, "utf8");
  const [begin, end] = ["<!-- begin: attacks -->", "<!-- end: attacks -->"];
  const parts = [written.indexOf(begin) + begin.length, written.indexOf(end)];
  const table = `\n${tableOf(results)}\n`;
  if (process.env.REGULARS_REWRITE) writeFileSync(DOCUMENT, written.slice(0, parts[0]) + table + written.slice(parts[1]));
  // Versions change by themselves; what they do must not.
  else assert.equal(withoutVersions(written.slice(...parts)), withoutVersions(table));
});

/** Names of the attacks that reached the collector from this page. */
async function attackAll(running, url) {
  outside.hits.clear();
  const quiet = all.filter(([, , , leaves]) => !leaves);
  const page = await arrive(running, url);
  for (const attack of quiet) await run(page, attack);
  const leaving = all.filter(([, , , leaves]) => leaves);
  while (leaving.length > 0) {
    await Promise.all(leaving.splice(0, 4).map(async (attack) => {
      const own = await arrive(running, url);
      await run(own, attack, true);
      await pause(500);
      await own.page.close().catch(() => {});
    }));
  }
  await pause(1500);
  await page.page.close().catch(() => {});
  return new Set(outside.hits);
}

async function arrive(running, url) {
  const page = await running.newPage();
  await page.goto(url);
  const where = url.endsWith("/unprotected") ? page.mainFrame() : await appFrame(page);
  return { page, where };
}

/** Runs one attack as the consequence of a click, since browsers allow more after one. */
async function run({ page, where }, [name, , attack], click = false) {
  const to = outside.addressOf(name);
  const source = `${PRELUDE}
    const to = ${JSON.stringify(to)};
    to.bless = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const attack = async () => { try { await (${attack})(to); } catch {} };`;
  await where.evaluate(click ? `{ ${source} addEventListener("click", attack, { once: true }); }` : `{ ${source} void attack(); }`);
  if (click) await page.mouse.click(200, 300);
  await pause(30);
}

/** Listens for everything; each attack has its own path, TCP port and UDP port. */
async function collector(names) {
  const hits = new Set();
  const closers = [];
  const listening = (socket, start) => new Promise((resolve) => start(() => resolve(socket.address().port)));
  const http = createServer((request, response) => {
    const name = names[parseInt(request.url.slice(1), 10)];
    if (name) hits.add(name);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>unprotected</title><body style='height:600px'>");
  });
  http.on("upgrade", (request, socket) => (hits.add(names[parseInt(request.url.slice(1), 10)]), socket.destroy()));
  const port = await listening(http, (done) => http.listen(0, "127.0.0.1", done));
  closers.push(() => (http.closeAllConnections(), http.close()));
  const addresses = new Map();
  for (const [index, name] of names.entries()) {
    const tcp = createTcp((socket) => (hits.add(name), socket.on("error", () => {}).destroy()));
    const udp = createSocket("udp4").on("message", () => hits.add(name));
    const ports = [await listening(tcp, (done) => tcp.listen(0, "127.0.0.1", done)), await listening(udp, (done) => udp.bind(0, "0.0.0.0", done))];
    closers.push(() => tcp.close(), () => udp.close());
    addresses.set(name, { url: `http://127.0.0.1:${port}/${index}`, tcp: `http://127.0.0.1:${ports[0]}/`, udp: ports[1], stun: `stun:${own}:${ports[1]}` });
  }
  return { url: `http://127.0.0.1:${port}`, hits, addressOf: (name) => addresses.get(name), close: () => closers.forEach((close) => close()) };
}

function tableOf(measured) {
  const names = [...measured.keys()];
  const cell = (name, attack) => {
    const { open, shipped } = measured.get(name);
    return `${open.has(attack) ? "reached" : "–"} | ${shipped.has(attack) ? "**reached**" : "0"}`;
  };
  const head = ["way out", "stopped by", ...names.flatMap((name) => [`${name}, open page`, `${name}, regulars.html`])];
  const lines = [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`];
  for (const [group, attacks] of ATTACKS) {
    lines.push(`| **${group}** |${" |".repeat(head.length - 1)}`);
    for (const [name, by] of attacks) lines.push(`| ${name} | ${by} | ${names.map((browser) => cell(browser, name)).join(" | ")} |`);
  }
  lines.push("", `Measured with ${names.map((name) => measured.get(name).version).join(" and ")}.`);
  return lines.join("\n");
}

const withoutVersions = (table) => table.replace(/Measured with .*/, "");
