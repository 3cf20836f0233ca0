// The npm package as a stranger gets it: packed, installed into an empty project, used from Node, checked by a strict
// compiler, bundled.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = join(fileURLToPath(import.meta.url), "../../..");
const bin = (name) => join(ROOT, "www/node_modules/.bin", name);
let project;

before(() => {
  project = mkdtempSync(join(tmpdir(), "regulars-package-"));
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", project], { cwd: join(ROOT, "dist/npm"), encoding: "utf8" });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  execFileSync("npm", ["install", "--silent", "--offline", "--no-audit", "--no-fund", join(project, packed.trim())], { cwd: project });
});
after(() => rmSync(project, { recursive: true }));

/** Runs a module of the project; what it prints as JSON. */
function run(source) {
  writeFileSync(join(project, "main.mjs"), source);
  return JSON.parse(execFileSync(process.execPath, ["main.mjs"], { cwd: project, encoding: "utf8", env: { ...process.env, TZ: "America/New_York" } }));
}

const ROWS = `const rows = Array.from({ length: 60 }, (_, i) => ({ buyer: "C" + (i % 12), day: new Date(Date.UTC(2024, 0, 1 + 3 * i)).toISOString().slice(0, 10), paid: 10 + (i % 7) }));
const mapping = { customer: "buyer", date: "day", amount: "paid" };`;
/** By hand: 8 × (10+…+16) + (10+11+12+13). */
const NET = 8 * 91 + 46;

test("the same table as text, bytes, file, rows, lists and columns gives one report", () => {
  const reports = run(`
    import { analyze, csvOfRows } from "regulars";
    ${ROWS}
    const csv = csvOfRows(rows);
    const bytes = new TextEncoder().encode(csv);
    const columns = Object.fromEntries(Object.keys(rows[0]).map((key) => [key, rows.map((row) => row[key])]));
    const inputs = [csv, bytes, bytes.buffer, new Blob([csv]), new File([csv], "a.csv"), [new File([csv], "a.csv")], rows, { columns }, { rows: rows.map(Object.values), header: Object.keys(rows[0]) }];
    const said = [];
    for (const input of inputs) {
      const { input: { files, ...counts }, ...rest } = await analyze(input, { mapping, horizon_days: 180 });
      said.push(JSON.stringify({ counts, rest }));
    }
    const report = JSON.parse(said[0]);
    console.log(JSON.stringify({ different: new Set(said).size, customers: report.rest.totals.customers_with_a_purchase, net: report.rest.totals.net_revenue, last: report.rest.totals.last_purchase_day, horizon: report.rest.options.horizon_days }));
  `);
  assert.deepEqual(reports, { different: 1, customers: 12, net: String(NET), last: "2024-06-26", horizon: 180 });
});

test("steps: inspect, analyze, update, list, export", () => {
  const said = run(`
    import { open } from "regulars";
    ${ROWS}
    const analysis = await open(rows, { mapping });
    const columns = analysis.inspection.tables[0].columns.map(({ name }) => name);
    const report = await analysis.analyze();
    const longer = await analysis.update({ lapse_days: 3 });
    const page = await analysis.customers({ model: null, group: null, search: "C1", sort: "customer", descending: false, offset: 0, limit: 10 });
    const csv = await (await analysis.export("customers")).text();
    analysis.close();
    console.log(JSON.stringify({ columns, mapping: analysis.choices.mapping, lapse: [report.options.lapse_days, longer.lapse], found: page.total, lines: csv.trim().split(/\\r?\\n/).length }));
  `);
  assert.deepEqual(said.columns, ["buyer", "day", "paid"]);
  assert.deepEqual(said.mapping, { customer: 0, date: 1, amount: 2 });
  assert.equal(said.lapse[1].days, 3);
  assert.equal(said.found, 3);
  assert.equal(said.lines, 13);
});

test("what cannot be analyzed is refused with a code; an abort ends it", () => {
  const said = run(`
    import { analyze, Refusal } from "regulars";
    const codes = [];
    for (const input of ["", "a,b\\n1,2\\n", [], { columns: { a: [1], b: [] } }]) {
      await analyze(input).then(() => codes.push("fine"), (error) => codes.push(error instanceof Refusal ? error.error.code : error.code ?? String(error)));
    }
    const big = "customer,date,amount\\n" + Array.from({ length: 300000 }, (_, i) => \`C\${i % 5000},2024-0\${1 + (i % 9)}-1\${i % 9},\${i % 90}\`).join("\\n");
    const abort = new AbortController();
    let steps = 0;
    const running = analyze(big, {}, { signal: abort.signal, onProgress: () => { steps += 1; abort.abort(new Error("enough")); } });
    const ended = await running.then(() => "fine", (error) => error.message);
    const again = await analyze(big).then(({ input }) => input.rows_used, String);
    console.log(JSON.stringify({ codes, ended: steps > 0 ? ended : "enough", again }));
  `);
  assert.equal(said.codes.includes("fine"), false, String(said.codes));
  for (const code of said.codes) assert.match(code, /^[a-z_]+$/);
  assert.equal(said.ended, "enough");
  assert.equal(said.again, 300_000);
});

test("a strict compiler understands it", () => {
  writeFileSync(join(project, "strict.ts"), `
    import { analyze, open, Refusal, type Report, type AnalyzeOptions } from "regulars";
    import { RegularsBoard } from "regulars/board";
    import "regulars/define";
    const options: AnalyzeOptions = { mapping: { customer: "buyer", date: 1 }, horizon_days: 90 };
    export async function main(file: File): Promise<string> {
      const report: Report = await analyze(file, options, { signal: AbortSignal.timeout(1000), onProgress: (phase, done, total) => console.log(phase, done / total) });
      const analysis = await open([{ a: 1 }]);
      const board = document.querySelector("regulars-board");
      if (board instanceof RegularsBoard) await board.load({ rows: [{ a: 1 }], mapping: { customer: "a" } });
      // @ts-expect-error: not a role
      await analyze(file, { mapping: { buyer: 1 } });
      try { await analysis.analyze(); } catch (error) { if (error instanceof Refusal) return error.error.code; }
      return report.totals.net_revenue;
    }
  `);
  const options = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "--lib", "es2023,dom,dom.iterable", "--types", "", "strict.ts"];
  try {
    execFileSync(bin("tsc"), options, { cwd: project, encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout);
  }
});

test("a bundler takes what is used", () => {
  const bundled = (source) => {
    writeFileSync(join(project, "entry.mjs"), source);
    execFileSync(bin("esbuild"), ["entry.mjs", "--bundle", "--format=esm", "--minify", "--splitting", "--outdir=out", "--log-level=error"], { cwd: project });
    return statSync(join(project, "out/entry.js")).size;
  };
  const csvOnly = bundled(`import { csvOfRows } from "regulars"; console.log(csvOfRows([{ a: 1 }]));`);
  // The engine alone has some 900 KB; a development build of the package is not minified.
  assert.ok(csvOnly < 10_000, `csvOfRows alone takes ${csvOnly} bytes`);
  assert.equal(execFileSync(process.execPath, [join(project, "out/entry.js")], { encoding: "utf8" }), "a\r\n1\r\n\n");
  assert.doesNotMatch(readFileSync(join(project, "out/entry.js"), "utf8"), /customElements|WebAssembly/);
  // Importing the class defines nothing.
  const boardOnly = bundled(`import { RegularsBoard } from "regulars/board"; console.log(typeof RegularsBoard);`);
  assert.ok(boardOnly > 100_000);
  assert.equal(execFileSync(process.execPath, [join(project, "out/entry.js")], { encoding: "utf8" }), "function\n");
});
