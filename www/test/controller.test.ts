// The page's steps against an engine that answers, refuses, hangs and dies on command.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Controller } from "../src/app/controller.ts";
import type { EnginePort } from "../src/app/engine-port.ts";
import { memoryIn, MOST, type Memory } from "../src/app/memory.ts";
import type { State } from "../src/app/state.ts";
import type { Ask, EngineError, Inspection } from "../src/engine/messages.ts";
import { clear, column, inspection, table, unclear } from "./fixtures.ts";

const refusal = (code: string): { error: EngineError } => ({ error: { code, file: null, line: null, column: null, text: null, facts: {} } });

/** An engine whose answers are scripted by kind of question; `asked` tells what it was asked. */
class Script implements EnginePort {
  asked: string[] = [];
  asks: Ask[] = [];
  answers: Partial<Record<Ask["type"], (ask: Ask) => unknown>> = {};
  #reject: ((reason: unknown) => void) | undefined;
  #holds = false;

  async ask(ask: Ask): Promise<never> {
    this.asked.push(ask.type);
    this.asks.push(ask);
    // The real one has lost everything after a cancel.
    if (ask.type !== "inspect" && !this.#holds) throw refusal("not_inspected");
    const answer = this.answers[ask.type];
    const done = new Promise<unknown>((resolve, reject) => {
      this.#reject = reject;
      try {
        Promise.resolve(answer ? answer(ask) : standard(ask)).then(resolve, reject);
      } catch (error) {
        reject(error);
      }
    });
    try {
      const value = await done;
      if (ask.type === "inspect") this.#holds = true;
      return value as never;
    } catch (error) {
      if ((error as { error?: EngineError }).error?.code === "worker_died") this.#holds = false;
      throw error;
    }
  }
  /** Dies while nothing runs: nobody is told. */
  die(): void {
    this.#holds = false;
  }
  cancel(): void {
    this.#holds = false;
    this.#reject?.(refusal("cancelled"));
  }
  warm(): void {}
}

const report = (options: unknown) => ({ options, input: {} });

function standard(ask: Ask): unknown {
  if (ask.type === "inspect") return clear();
  if (ask.type === "effect") return { rows_total: 12, rows_used: 12, rows_skipped: {}, all: true };
  if (ask.type === "analyze" || ask.type === "update") return report(ask.options);
  return new Blob(["x"]);
}

const forgetful: Memory = { recall: () => null, keep: () => {}, count: () => 0, forget: () => {}, allowed: () => false };

function start(memory = forgetful) {
  const engine = new Script();
  const states: State[] = [];
  const controller = new Controller(engine, memory, (state) => states.push(state), () => "en");
  return { engine, controller, states };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const orders = () => [new File(["a,b\n1,2"], "orders.csv")];

test("a file becomes columns with their effect, then a result", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await settled();
  assert.equal(controller.state.screen.at, "mapping");
  assert.equal(controller.state.screen.at === "mapping" && controller.state.screen.effect?.rows_used, 12);
  await controller.analyze(false);
  assert.equal(controller.state.screen.at, "result");
  assert.deepEqual(engine.asked, ["inspect", "effect", "analyze"]);
});

test("a sample goes straight to its result", async () => {
  const { controller, engine } = start();
  engine.answers.inspect = () => unclear();
  await controller.openSample(orders()[0]!);
  assert.equal(controller.state.screen.at, "result");
  // Its columns are not shown, so nobody counts what they do.
  assert.deepEqual(engine.asked, ["inspect", "analyze"]);
});

test("a refusal without a table leads back to the first screen with its code", async () => {
  const { controller, engine } = start();
  engine.answers.inspect = () => Promise.reject(refusal("empty_file"));
  await controller.open(orders());
  assert.equal(controller.state.screen.at, "landing");
  assert.equal(controller.state.problem?.code, "empty_file");
});

test("a thrown value of any kind becomes a problem with a code", async () => {
  const { controller, engine } = start();
  engine.answers.inspect = () => Promise.reject(new TypeError("odd"));
  await controller.open(orders());
  assert.equal(controller.state.problem?.code, "unexpected");
});

test("cancelling a run leads back to the columns at once; the next run gives the engine its file back", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await settled();
  controller.choose({ date_order: "day_month_year" });
  await settled();
  engine.answers.analyze = () => new Promise(() => {});
  const run = controller.analyze(false);
  controller.cancel();
  assert.equal(controller.state.screen.at, "mapping");
  assert.equal(controller.state.problem, null);
  await run;
  await settled();
  assert.equal(controller.state.screen.at === "mapping" && controller.state.screen.effect?.rows_used, 12);
  delete engine.answers.analyze;
  await controller.analyze(false);
  assert.equal(controller.state.screen.at, "result");
  const last = engine.asks.at(-1);
  assert.equal(last?.type === "analyze" && last.choices.date_order, "day_month_year");
});

test("another encoding of the table on screen takes no choice away, and no other table along", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await settled();
  controller.choose({ cents: true });
  await controller.reread({ encoding: "gbk" });
  await settled();
  const asked = engine.asks.filter((ask) => ask.type === "inspect").at(-1);
  assert.ok(asked?.type === "inspect");
  const [layout] = Object.values(asked.choices?.layouts ?? {});
  assert.deepEqual([asked.choices?.encoding, layout], [undefined, { encoding: "gbk" }]);
  const { screen } = controller.state;
  assert.ok(screen.at === "mapping");
  assert.equal(screen.opened.choices.cents, true);
  assert.deepEqual(screen.opened.choices.layouts, asked.choices?.layouts);
});

test("a worker that dies in a run becomes a sentence, and the columns stay as they were", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await settled();
  controller.choose({ cents: true });
  engine.answers.analyze = () => Promise.reject(refusal("worker_died"));
  await controller.analyze(false);
  await settled();
  const { screen, problem } = controller.state;
  assert.equal(problem?.code, "worker_died");
  assert.equal(screen.at === "mapping" && screen.opened.choices.cents, true);
  delete engine.answers.analyze;
  await controller.analyze(false);
  assert.equal(controller.state.screen.at, "result");
});

test("a worker that dies under a result costs nothing that is shown: the next question rebuilds it", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await controller.analyze(false);
  engine.answers.customers = () => Promise.reject(refusal("worker_died"));
  await assert.rejects(controller.customers({} as never));
  assert.equal(controller.state.screen.at, "result");
  assert.equal(controller.state.problem?.code, "worker_died");
  delete engine.answers.customers;
  engine.asked = [];
  await controller.customers({} as never);
  assert.deepEqual(engine.asked, ["inspect", "analyze", "customers"]);
});

test("a worker that died while nothing ran is not noticed at all", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await controller.analyze(false);
  engine.die();
  engine.asked = [];
  await controller.exported("clean");
  assert.deepEqual(engine.asked, ["export", "inspect", "analyze", "export"]);
  assert.equal(controller.state.problem, null);
});

test("a worker that dies between two questions again and again is said to have died", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await settled();
  const ask = engine.ask.bind(engine);
  engine.ask = async (asked) => {
    const answer = await ask(asked);
    if (asked.type === "inspect") engine.die();
    return answer;
  };
  engine.die();
  await controller.analyze(false);
  assert.equal(controller.state.problem?.code, "worker_died");
  assert.equal(controller.state.screen.at, "mapping");
});

test("changed options re-run only what depends on them, and the latest wins", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await settled();
  await controller.analyze(false);
  engine.asked = [];
  const first = controller.setOptions({ horizon_days: 90 });
  void controller.setOptions({ horizon_days: 180 });
  await first;
  const { screen } = controller.state;
  assert.deepEqual(engine.asked, ["update", "update"]);
  assert.deepEqual(screen.at === "result" && screen.report.options, { horizon_days: 180 });
  assert.equal(screen.at === "result" && screen.busy, false);
});

test("an update that fails keeps the old report and says why", async () => {
  const { controller, engine } = start();
  await controller.open(orders());
  await controller.analyze(false);
  engine.answers.update = () => Promise.reject(refusal("bad_option"));
  await controller.setOptions({ margin_rate: 2 });
  const { screen, problem } = controller.state;
  assert.equal(screen.at === "result" && screen.busy, false);
  assert.equal(problem?.code, "bad_option");
});

test("a new file while one is being opened: only the new one arrives", async () => {
  const { controller, engine } = start();
  let slow: (inspection: Inspection) => void = () => {};
  engine.answers.inspect = () => new Promise((resolve) => (slow = resolve));
  const first = controller.open([new File([""], "old.csv")]);
  delete engine.answers.inspect;
  await controller.open([new File([""], "new.csv")]);
  slow(unclear());
  await first;
  await settled();
  const { screen } = controller.state;
  assert.equal(screen.at === "mapping" && screen.opened.files[0]?.name, "new.csv");
});

test("forgetting empties page, engine and memory", async () => {
  let forgotten = false;
  const { controller } = start({ ...forgetful, forget: () => (forgotten = true) });
  await controller.open(orders());
  await controller.analyze(false);
  controller.forget();
  assert.equal(controller.state.screen.at, "landing");
  assert.ok(forgotten);
});

/** The part of a browser's storage that is used. */
/** `listed` is the order in which a browser lists its keys. */
function storage(listed: (keys: string[]) => string[] = (keys) => keys): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (i: number) => listed([...kept.keys()])[i] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

test("choices are remembered by layout, without names or values from the file", () => {
  const store = storage();
  const memory = memoryIn(() => store);
  const seen = unclear();
  memory.keep(seen, { mapping: { customer: 0, date: 2, amount: 3 }, date_order: "month_day_year", status_excluded: ["storniert"], currency: "EUR" });
  assert.deepEqual(memory.recall(seen), { mapping: { customer: 0, date: 2, amount: 3 }, date_order: "month_day_year" });
  assert.equal(memory.recall(clear()), null);
  assert.doesNotMatch(JSON.stringify([store.key(0), store.getItem(store.key(0) ?? "")]), /Kunde|storniert|EUR|orders/);
  memory.forget();
  assert.equal(memory.count(), 0);
});

test("a new layout takes the place of the oldest one, whatever the order of the keys", () => {
  const layout = (name: number): Inspection => inspection([table([column(0, `customer ${name}`, "customer")], [])]);
  for (const store of [storage(), storage((keys) => keys.sort()), storage((keys) => keys.sort().reverse())]) {
    const memory = memoryIn(() => store);
    const keep = (name: number): void => memory.keep(layout(name), { mapping: { customer: 0 } });
    const gone = (): number[] => Array.from({ length: MOST + 2 }, (_, i) => i).filter((name) => memory.recall(layout(name)) === null);
    for (let i = 0; i < MOST; i++) keep(i);
    keep(0);
    assert.equal(memory.count(), MOST, "a known layout takes nobody's place");
    keep(MOST);
    assert.deepEqual(gone(), [1, MOST + 1], "0 was kept again since");
    keep(MOST + 1);
    assert.deepEqual(gone(), [1, 2]);
    assert.equal(memory.count(), MOST);
  }
});

test("what storage holds is not trusted", () => {
  const store = storage();
  const memory = memoryIn(() => store);
  memory.keep(clear(), { mapping: { customer: 1 } });
  const key = store.key(0) ?? "";
  for (const bad of ["null", "[]", "{", '{"mapping":{"customer":99}}', '{"mapping":{"customer":"0"}}', '{"mapping":{"__proto__":1.5}}']) {
    store.setItem(key, bad);
    const recalled = memory.recall(clear());
    assert.ok(recalled === null || Object.keys(recalled.mapping).length === 0, bad);
  }
});

test("a browser that refuses storage changes nothing", () => {
  const memory = memoryIn(() => {
    throw new DOMException("no", "SecurityError");
  });
  memory.keep(clear(), { mapping: {} });
  assert.equal(memory.recall(clear()), null);
  assert.equal(memory.count(), 0);
  assert.equal(memory.allowed(), false);
});
