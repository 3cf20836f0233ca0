// The three ways into the page that people have (from disk, from a server, in a form tool's frame), and what a test needs
// around them: files to drop, a collector that nothing must reach.

import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(ROOT, "www/package.json"));
const { chromium } = require("playwright-core");
export const AXE = require.resolve("axe-core/axe.min.js");
export const PAGE = join(ROOT, "dist/regulars.html");

/** One browser for all tests of a file. Close it in `after`. */
export function launch(options = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // launch() and not connect(): a file is handed over by its path, not copied.
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ...options,
  });
}

/** Serves `dist` and this host page, which holds the product in the frame that form tools use. */
export async function serve() {
  const host = `<!doctype html><title>host</title><link rel="icon" href="data:,"><style>html,body,iframe{margin:0;width:100%;height:100%;border:0}</style>
    <iframe sandbox="allow-scripts allow-downloads" referrerpolicy="no-referrer" src="/regulars.html"></iframe>`;
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (path === "/host.html") return response.setHeader("content-type", "text/html").end(host);
    const file = join(ROOT, "dist", path.replaceAll("..", ""));
    if (path === "/" || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", file.endsWith(".html") ? "text/html; charset=utf-8" : file.endsWith(".js") ? "text/javascript" : "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  return listen(server);
}

/** Counts what reaches it, whatever it is. */
export async function collector() {
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.writeHead(204, { "access-control-allow-origin": "*" }).end();
  });
  server.on("upgrade", (request, socket) => {
    hits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  return Object.assign(await listen(server), { hits });
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, close: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))) };
}

/** The frame the app runs in, inside the shell that the door opened. */
export async function appIn(page) {
  const inside = () => page.frames().find((one) => one.url().startsWith("about:srcdoc"));
  // Looked for again and again: an event that came before anybody listened does not come again.
  while (!inside()) await page.waitForTimeout(50);
  await inside().waitForSelector("#app :first-child");
  return inside();
}

export const DOORS = ["from disk", "from a server", "in a sandboxed frame"];

/**
 * Opens the product through one of the doors. `frame` is where it runs; `requests` grows with whatever leaves after the
 * page has loaded; `problems` with what the console complains about.
 */
export async function open(browser, door, server, { context: options = {}, hash = "" } = {}) {
  const context = await browser.newContext({ acceptDownloads: true, locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(listenIn);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const url = { "from disk": pathToFileURL(PAGE).href, "from a server": `${server?.url}/regulars.html`, "in a sandboxed frame": `${server?.url}/host.html` }[door];
  await page.goto(url + hash);
  let frame = await appIn(page);
  // On a busy machine the driver's script may come into the app's frame after the app: then nothing is heard of the worker.
  while (!(await frame.evaluate(() => globalThis.__inTime))) {
    await page.reload();
    frame = await appIn(page);
  }
  const requests = [];
  const name = (request) => `${request.method()} ${request.url()}`;
  context.on("request", (request) => !/^(blob|data):/.test(request.url()) && requests.push(name(request)));
  // The browser reports what the policy stopped before it started, too.
  context.on("requestfailed", (request) => {
    const at = requests.indexOf(name(request));
    if (at >= 0 && request.failure()?.errorText === "csp") requests.splice(at, 1);
  });
  return { context, page, frame, requests, problems, close: () => context.close() };
}

/**
 * Runs before the page: keeps what the worker answers, so that a test can read the very figures that are shown, and ends
 * the worker when a test has set `__dieAt` to the type of a question or to a phase of an answer under way.
 */
function listenIn() {
  const answers = [];
  globalThis.__inTime = document.getElementById("app") === null;
  globalThis.__answers = answers;
  if (!globalThis.Worker) return;
  globalThis.Worker = class extends Worker {
    constructor(url) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        if (data.type === "progress") this.dieAt(data.phase);
        else answers.push(data);
      });
    }
    postMessage(message, ...rest) {
      super.postMessage(message, ...rest);
      this.dieAt(message.ask?.type);
    }
    dieAt(point) {
      if (!point || globalThis.__dieAt !== point) return;
      globalThis.__dieAt = null;
      this.terminate();
      setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory", cancelable: true })));
    }
  };
}

/** From files to the report, as a user who lets the proposals stand. */
export async function analyse(frame, ...files) {
  await look(frame, ...files);
  await run(frame);
  return reportOf(frame);
}

/** Drops files and waits until they were looked at; what was on screen before does not count. */
export async function look(frame, ...files) {
  const before = await frame.evaluate(() => __answers.length);
  await drop(frame, ...files);
  await frame.waitForFunction((before) => __answers.slice(before).some(({ answer, error }) => error || answer?.tables), before, { timeout: WAIT });
}

/** From the columns to the result; a sample that leaves nothing to ask is there already. */
export async function run(frame, wait = WAIT) {
  await frame.locator(".mapping .button.main:not([aria-disabled=true]), .result").first().waitFor({ timeout: WAIT });
  const go = frame.locator(".mapping .button.main");
  if (await go.isVisible()) await go.click();
  // Its parts come one after the other.
  await frame.locator('.result[aria-busy="false"]').waitFor({ timeout: wait });
}

/** The newest report that the worker gave to the page. */
export async function reportOf(frame) {
  const report = await frame.waitForFunction(() => __answers.findLast(({ answer }) => answer?.totals)?.answer, null, { timeout: WAIT });
  return report.jsonValue();
}

/** Long enough for a machine that does other things too. */
export const WAIT = 90_000;

/** Hands files to the page as its own file button would. */
export async function drop(frame, ...files) {
  await frame.setInputFiles("input[type=file]", files);
}

/** A folder for pictures and downloads, outside of what is versioned. */
export function out(name) {
  const folder = join(ROOT, "target", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
