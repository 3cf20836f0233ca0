// From a file in a browser tab to what is known of each customer: the shipped page beside its peers and beside merely
// reading the file. One fresh page per run, engines interleaved, medians. Started by `cargo xtask bench`.
//
//   node run.mjs --file F --kind bench|retail [--runs 3] [--engines read,product,halves,duckdb,papaparse]

import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { chromium } = createRequire(join(ROOT, "www/package.json"))("playwright-core");
const { values: args } = parseArgs({
  options: {
    file: { type: "string" },
    kind: { type: "string", default: "bench" },
    runs: { type: "string", default: "3" },
    engines: { type: "string", default: "read,product,halves,duckdb,papaparse" },
  },
});
/** Where the peers were installed and bundled. */
const LIBS = process.env.BENCH_LIBS;
const LIMIT_MS = 600_000;

const SHELL = `<!doctype html><input id="file" type="file"><script type="module">
  const engine = await import("/engines/" + location.hash.slice(1) + ".js");
  await engine.init();
  globalThis.bench = async (kind) => {
    const file = document.getElementById("file").files[0];
    const start = performance.now();
    const checks = await engine.run(file, kind);
    return { ms: checks.ms ?? performance.now() - start, checks };
  };
</script>`;

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const send = (file, kind) => (existsSync(file) ? createReadStream(file).pipe(response.setHeader("content-type", kind)) : response.writeHead(404).end());
  if (path === "/bench.html") return response.setHeader("content-type", "text/html").end(SHELL);
  if (path === "/regulars.html") return send(join(ROOT, "dist/regulars.html"), "text/html; charset=utf-8");
  if (path.startsWith("/pkg/")) return send(join(ROOT, "www", path), "application/wasm");
  if (path.startsWith("/engines/")) return send(join(LIBS, path), "text/javascript");
  if (path.startsWith("/libs/")) return send(join(LIBS, "node_modules", path.slice(6)), path.endsWith(".wasm") ? "application/wasm" : "text/javascript");
  response.writeHead(404).end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;

const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // launch() and not connect(): the file is handed over by its path, not copied.
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** One run in a fresh browser: milliseconds from the question to the answer, and the largest renderer's memory. */
async function measure(engine) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    const run = engine === "product" ? await product(page) : await peer(page, engine);
    return { ...run, peak: Math.max(0, ...renderers().map((pid) => memory(pid, "VmHWM"))) };
  } finally {
    await browser.close();
  }
}

async function peer(page, engine) {
  await page.goto(`${url}/bench.html#${engine}`);
  await page.waitForFunction(() => globalThis.bench);
  await page.setInputFiles("#file", args.file);
  const base = Math.max(0, ...renderers().map((pid) => memory(pid, "VmRSS")));
  const { ms, checks } = await page.evaluate((kind) => globalThis.bench(kind), args.kind);
  return { ms, checks, base };
}

/** The shipped page as a user drives it; its own messages tell when the pass began, when the
 * ledger was complete and when the report was there. */
async function product(page) {
  await page.addInitScript(() => {
    globalThis.__times = [];
    globalThis.Worker = class extends Worker {
      constructor(url) {
        super(url);
        this.addEventListener("message", ({ data }) => {
          if (data.type === "progress" && data.phase === "model") __times.push({ at: performance.now(), id: data.id, ledger: true });
          if (data.type !== "progress") __times.push({ at: performance.now(), id: data.id, totals: data.answer?.totals, input: data.answer?.input, error: data.error });
        });
      }
      postMessage(message, ...rest) {
        if (message.ask) __times.push({ at: performance.now(), ask: message.ask.type, id: message.id });
        super.postMessage(message, ...rest);
      }
    };
  });
  await page.goto(`${url}/regulars.html#lang=en`);
  const frame = await appOf(page);
  const base = Math.max(0, ...renderers().map((pid) => memory(pid, "VmRSS")));
  await frame.setInputFiles("input[type=file]", args.file);
  const go = frame.locator(".mapping .button.main:not([aria-disabled=true])");
  await go.click();
  await frame.locator(".result").waitFor();
  const times = await frame.evaluate(() => __times);
  const took = (type) => {
    const asked = times.findLast(({ ask }) => ask === type);
    return times.find(({ ask, id, ledger }) => !ask && !ledger && id === asked.id).at - asked.at;
  };
  // Peers compute sums per customer: what compares is every row validated and in the ledger, before models and report.
  const asked = times.findLast(({ ask }) => ask === "analyze");
  const ledger = times.find(({ ledger, id }) => ledger && id === asked.id).at - asked.at;
  const { totals, input } = times.findLast((one) => one.totals);
  const checks = { customers: totals.customers_any_used_row, rows: input.rows_used, sum: Number(totals.net_revenue) };
  return { ms: ledger, whole: took("analyze"), inspect: took("inspect"), checks, base };
}

async function appOf(page) {
  await page.waitForFunction(() => document.querySelector("iframe") || document.querySelector("#app :first-child"));
  for (;;) {
    for (const frame of page.frames()) if (await frame.locator("input[type=file]").count().catch(() => 0)) return frame;
    await page.waitForTimeout(50);
  }
}

/** Processes of type renderer below this one. */
function renderers() {
  const children = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = text(`/proc/${pid}/stat`);
    const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid) => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(String(process.pid)).filter((pid) => text(`/proc/${pid}/cmdline`).includes("--type=renderer"));
}
const memory = (pid, field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1000;
const text = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

const engines = args.engines.split(",");
const results = new Map(engines.map((engine) => [engine, []]));
for (let run = 0; run < Number(args.runs); run++) {
  for (const engine of engines) {
    const result = await measure(engine).catch((error) => ({ error: String(error.message).split("\n")[0] }));
    results.get(engine).push(result);
    console.error(`${engine} ${result.error ?? `${Math.round(result.ms)} ms`}`);
  }
}
server.close();

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const size = statSync(args.file).size;
const load = text("/proc/loadavg").split(" ")[0];
console.log(`\n${basename(args.file)}: ${(size / 1e6).toFixed(0)} MB, ${args.runs} runs each, interleaved, load ${load}`);
console.log("engine      median s    MB/s   rows/s      peak MB (page before)  all runs s");
const medians = {};
for (const [engine, runs] of results) {
  const good = runs.filter((run) => !run.error);
  if (good.length === 0) {
    console.log(`${engine.padEnd(10)} ${runs[0].error}`);
    continue;
  }
  const ms = (medians[engine] = median(good.map((run) => run.ms)));
  const rows = good[0].checks.rows;
  console.log(
    [
      engine.padEnd(10), (ms / 1000).toFixed(2).padStart(9), (size / 1e3 / ms).toFixed(0).padStart(7),
      (rows ? `${(rows / 1e3 / ms).toFixed(2)} M` : "–").padStart(9), `${Math.max(...good.map((run) => run.peak)).toFixed(0)}`.padStart(12),
      `(${median(good.map((run) => run.base)).toFixed(0)})`.padStart(10), "  ", good.map((run) => (run.ms / 1000).toFixed(2)).join(" "),
    ].join(" "),
  );
}
const whole = results.get("product")?.filter((run) => !run.error).map((run) => run.whole) ?? [];
if (whole.length > 0) console.log(`product with models and the whole report: ${(median(whole) / 1000).toFixed(2)} s`);
const inspected = results.get("product")?.filter((run) => !run.error).map((run) => run.inspect) ?? [];
if (inspected.length > 0) console.log(`product looks at the file first: ${Math.round(median(inspected))} ms`);
if (medians.product) {
  if (medians.read) console.log(`share of the pure read's speed: ${((100 * medians.read) / medians.product).toFixed(0)} %`);
  for (const peer of ["duckdb", "papaparse"]) {
    if (medians[peer]) console.log(`${peer} / product: ${(medians[peer] / medians.product).toFixed(1)}`);
  }
  if (medians.halves) console.log(`product / two workers with a half each, not brought together: ${(medians.product / medians.halves).toFixed(1)}`);
}
// Sums over customers of what is known of each; an engine that does not tell one is not asked for it.
const checks = [...results].flatMap(([engine, runs]) => runs.filter(({ checks }) => checks?.rows).map(({ checks }) => [engine, checks]));
const AGREED = ["customers", "rows", "sum", "days", "first", "last"];
const agree = (one, other) => AGREED.every((what) => one[what] === undefined || other[what] === undefined || Math.abs(one[what] / other[what] - 1) < 1e-9);
if (!checks.every(([, one]) => checks.every(([, other]) => agree(one, other)))) {
  console.log(`the engines disagree: ${JSON.stringify(checks)}`);
  process.exitCode = 1;
}
