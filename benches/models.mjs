// Times of the models in the shipped WebAssembly, one thread, in Node: `cargo xtask bench --only models`.
//
// Arguments: the engine (dist/npm/regulars.wasm), a folder for the summaries that the Python peer is timed on too, a file of
// 1,000,000 purchase rows and one of 100,000 customers.

import { openSync, readFileSync, readSync, statSync, closeSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fit, initSync, score, Session } from "../www/pkg/regulars.js";

const [engine, folder, rowsFile, customersFile] = process.argv.slice(2);
initSync({ module: new WebAssembly.Module(readFileSync(engine)) });

/** Marsaglia's xorshift32: the same customers each time. */
let state = 0x9e3779b9;
function uniform() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return ((state >>> 0) + 0.5) / 4294967296;
}

/** Marsaglia & Tsang 2000. */
function gamma(shape) {
  if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** BG/NBD customers with the CDNOW parameters, by day, ages uniform over 4 to 104 weeks. */
function base(customers) {
  const x = new Uint32Array(customers);
  const [t_x, T, m_x] = [0, 0, 0].map(() => new Float64Array(customers));
  const days = [];
  for (let i = 0; i < customers; i++) {
    const age = 28 + Math.floor(uniform() * 702);
    const rate = gamma(0.243) / (4.414 * 7);
    const [stay, leave] = [gamma(2.426), gamma(0.793)];
    const chance = leave / (leave + stay);
    const own = [0];
    for (let t = -Math.log(uniform()) / rate; t < age; t -= Math.log(uniform()) / rate) {
      const day = Math.floor(t);
      if (day > own[own.length - 1]) own.push(day);
      if (uniform() < chance) break;
    }
    x[i] = own.length - 1;
    t_x[i] = own[own.length - 1];
    T[i] = age;
    m_x[i] = x[i] > 0 ? gamma(6.25 * x[i]) / (gamma(3.74) / 15.44) / x[i] : NaN;
    days.push(own);
  }
  return { x, t_x, T, m_x, days };
}

/** Purchases of a base as a file: the last day is the same for all. */
function purchases({ T, days }) {
  const [lines, iso] = [["customer_id,date,amount"], []];
  for (let day = 0; day <= 730; day++) iso.push(new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10));
  days.forEach((own, i) => {
    for (const day of own) lines.push(`C${1e7 + i},${iso[730 - T[i] + day]},${(5 + uniform() * 90).toFixed(2)}`);
  });
  return Buffer.from(lines.join("\n"));
}

/** Best of so many runs, in milliseconds of the processor (on a busy machine the clock says little) and by the clock. */
function time(what, bar, runs, work) {
  let [best, clock] = [Infinity, Infinity];
  for (let run = 0; run < runs; run++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    work(run);
    const { user, system } = process.cpuUsage(used);
    best = Math.min(best, (user + system) / 1000);
    clock = Math.min(clock, performance.now() - start);
  }
  const asked = bar ? `   asked: ${bar} ms` : "";
  console.log(`  ${what.padEnd(46)} ${best.toFixed(1).padStart(8)} ms (${clock.toFixed(1)} by the clock)${asked}`);
}

/** Drives a session over bytes; `read` gives a range. */
function feed(session, read) {
  for (let want = session.want(); want; want = session.want()) session.feed(read(want.from, Math.min(want.to, want.from + (1 << 20))));
}

function analyzed(size, read, name) {
  const session = new Session();
  session.addSource(name, size);
  session.inspect({});
  feed(session, read);
  session.analyze(session.inspection().proposed);
  feed(session, read);
  return session;
}

function onDisk(path, use) {
  const file = openSync(path, "r");
  const bytes = new Uint8Array(1 << 20);
  const result = use(statSync(path).size, (from, to) => bytes.subarray(0, readSync(file, bytes, 0, to - from, from)));
  closeSync(file);
  return result;
}

const TIMING = ["bg-nbd", "mbg-nbd", "pareto-nbd"];
const BARS = { "1000000bg-nbd": 250, "1000000mbg-nbd": 250, "1000000pareto-nbd": 1000 };

for (const customers of [2357, 100_000, 1_000_000]) {
  const data = base(customers);
  const { x, t_x, T, m_x } = data;
  console.log(`${customers} customers, WebAssembly`);
  const runs = customers < 10_000 ? 60 : customers < 1e6 ? 8 : 5;
  for (const model of TIMING) {
    time(`fit ${model} with Hessian, from the columns`, BARS[customers + model], runs, () => fit(model, x, t_x, T));
  }
  time("fit gamma-gamma", undefined, runs, () => fit("gamma-gamma", x, t_x, T, undefined, m_x));
  if (customers === 2357) {
    time("all four with errors, three scores of everybody", 20, runs, () => {
      for (const model of TIMING) {
        const answer = fit(model, x, t_x, T);
        score(model, Float64Array.from(Object.values(inOrder(model, answer.params))), [273], x, t_x, T);
      }
      fit("gamma-gamma", x, t_x, T, undefined, m_x);
    });
  }
  const lines = ["x,t_x,T,m_x"];
  for (let i = 0; i < customers; i++) lines.push(`${x[i]},${t_x[i]},${T[i]},${m_x[i] || 0}`);
  writeFileSync(join(folder, `summaries-${customers}.csv`), `${lines.join("\n")}\n`);
  if (customers === 1_000_000) {
    const file = purchases(data);
    const session = analyzed(file.length, (from, to) => file.subarray(from, to), "base.csv");
    session.report({});
    // More than the scores: the tables of all groups and the panel of the models are made anew too.
    time("another horizon: scores with intervals and tables", 1000, 4, (run) => session.report({ horizon_days: 200 + run }));
    session.free();
  }
}

/** Parameters in the order that `score` takes them. */
function inOrder(model, { r, alpha, a, b, s, beta }) {
  return model === "pareto-nbd" ? { r, alpha, s, beta } : { r, alpha, a, b };
}

console.log("files");
onDisk(rowsFile, (size, read) => {
  time("1,000,000 purchase rows, file to value", 2500, 3, () => {
    const session = analyzed(size, read, "rows.csv");
    session.report({});
    session.free();
  });
});
onDisk(customersFile, (size, read) => {
  const session = analyzed(size, read, "customers.csv");
  session.report({});
  time("100,000 customers: another horizon", 200, 6, (run) => session.report({ horizon_days: 200 + run }));
  time("100,000 customers: another margin", 200, 6, (run) => session.report({ margin_rate: 0.3 + run / 100 }));
});
