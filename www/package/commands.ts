// What each command does.

import { readFileSync } from "node:fs";
import { decodeWith, initSync } from "../pkg/regulars.js";
import type { Choices, CustomerQuery, Inspection, Mapping, Role } from "../src/engine/messages.ts";
import type { Options } from "../src/engine/report.ts";
import { withNamed } from "../src/engine/mapping.ts";
import { EVERYBODY } from "../src/engine/queries.ts";
import { Session } from "../src/engine/session.ts";
import { diskSource } from "./disk.ts";
import { decodersOf } from "./encodings.ts";
import { fitted, scored } from "./models.ts";
import { notInTable, unreadable, UsageError } from "./refusals.ts";
import { ROLES } from "./roles.ts";

export const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  async inspect(args) {
    const { files, choices, maps } = read(args);
    const { inspection } = await open(files, choices, maps);
    await print(`${JSON.stringify(inspection, null, 1)}\n`);
  },

  async analyze(args) {
    const { files, choices, maps, options } = read(args);
    const { session, inspection, chosen } = await open(files, choices, maps);
    refuseOr(inspection, maps);
    const report = await session.analyze(chosen, options, () => undefined);
    await print(`${JSON.stringify({ ...report, questions: inspection.questions }, null, 1)}\n`);
  },

  async customers(args) {
    const { files, choices, maps, options } = read(args);
    const { session, inspection, chosen } = await open(files, choices, maps);
    refuseOr(inspection, maps);
    await session.analyze(chosen, options, () => undefined);
    const parts: Uint8Array[] = [];
    session.writeCustomers(EVERYBODY satisfies CustomerQuery, (bytes) => parts.push(bytes.slice()));
    for (const part of parts) await print(part);
  },

  async clean(args) {
    const { files, choices, maps } = read(args);
    const { session } = await open(files, choices, maps);
    let last: Promise<void> = Promise.resolve();
    const sink = (bytes: Uint8Array): void => {
      const copy = bytes.slice();
      last = last.then(() => print(copy));
    };
    await session.write("clean", sink, () => undefined);
    await last;
  },

  async fit(args) {
    const given = named(args, ["model", "summaries"]);
    start();
    await print(`${JSON.stringify(fitted(given.model, given.summaries), null, 1)}\n`);
  },

  async score(args) {
    const given = named(args, ["model", "params", "at", "summaries"]);
    start();
    await print(scored(given.model, numbers(given.params), numbers(given.at), given.summaries));
  },
};

interface Read {
  files: string[];
  /** Role and column as typed. */
  maps: [Role, string][];
  choices: Partial<Choices>;
  options: Options;
}

/** Files, `--map` and `--options`. */
function read(args: string[]): Read {
  const given: Read = { files: [], maps: [], choices: {}, options: {} };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--map") {
      const [role, column] = split(need(rest.shift(), "--map"));
      given.maps.push([roleOf(role), column]);
    } else if (arg === "--options") {
      const { mapping, ...settings } = json(need(rest.shift(), "--options"));
      for (const [role, column] of Object.entries(mapping ?? {})) given.maps.push([roleOf(role), String(column)]);
      for (const [key, value] of Object.entries(settings)) {
        Object.assign(CHOICES.has(key) ? given.choices : given.options, { [key]: value });
      }
    } else if (arg.startsWith("-") && arg !== "-") {
      throw new UsageError(`There is no option ${arg}.`);
    } else {
      given.files.push(arg);
    }
  }
  if (given.files.length === 0) throw new UsageError("Name at least one file.");
  return given;
}

/** Keys of an options file that say how to read; all others are settings of the analysis. */
const CHOICES = new Set<string>([
  "date_order", "decimal_mark", "cents", "power", "level", "layouts", "encoding", "delimiter", "header", "status_excluded", "kinds_excluded", "currency",
  "rates", "joins", "joined", "subtract_refunds", "drop_duplicates", "used",
] satisfies (keyof Choices)[]);

/** Inspects; with columns given by hand, once more under that mapping, so that their readings are looked at too. */
async function open(
  files: string[],
  choices: Partial<Choices>,
  maps: [Role, string][],
): Promise<{ session: Session; inspection: Inspection; chosen: Choices }> {
  start();
  const session = new Session();
  const sources = files.map(diskSource);
  const quiet = (): void => undefined;
  let inspection = await session.inspect(sources, choices, quiet);
  let asked = choices;
  if (maps.length > 0) {
    asked = { ...choices, mapping: mapped(inspection, maps) };
    inspection = await session.inspect(sources, asked, quiet);
  }
  return { session, inspection, chosen: { ...inspection.proposed, ...asked } };
}

/** What cannot run as it is; with columns given by hand the engine decides once more when it runs. */
function refuseOr(inspection: Inspection, maps: [Role, string][]): void {
  if (inspection.refusal && maps.length === 0) throw inspection.refusal;
}

/** The proposed mapping with the typed columns in it. */
function mapped(inspection: Inspection, maps: [Role, string][]): Mapping {
  const table = inspection.tables[inspection.used[0] ?? 0];
  const columns = table?.columns ?? [];
  const typed: Mapping = {};
  for (const [role, name] of maps) {
    const column =
      columns.find((one) => one.name === name) ??
      columns.find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase()) ??
      columns.find((one) => String(one.index + 1) === name);
    if (!column) throw notInTable(name, table?.name ?? null, columns.map((one) => one.name));
    typed[role] = column.index;
  }
  return withNamed(inspection.proposed.mapping, typed);
}

let started = false;

/** The engine, from the files beside this one. */
function start(): void {
  if (started) return;
  initSync({ module: beside("./regulars.wasm") });
  decodeWith(decodersOf(beside("./encodings.wasm")));
  started = true;
}

function beside(name: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL(name, import.meta.url)));
}

/** `--name value` for each of these names, all of them needed. */
function named<N extends string>(args: string[], names: N[]): Record<N, string> {
  const given: Partial<Record<N, string>> = {};
  for (let i = 0; i < args.length; i += 2) {
    const name = names.find((one) => `--${one}` === args[i]);
    if (!name) throw new UsageError(`There is no option ${args[i]}.`);
    given[name] = need(args[i + 1], `--${name}`);
  }
  for (const name of names) need(given[name], `--${name}`);
  return given as Record<N, string>;
}

function need(value: string | undefined, name: string): string {
  if (value === undefined) throw new UsageError(`${name} needs a value.`);
  return value;
}

function split(pair: string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1) throw new UsageError(`--map needs ROLE=COLUMN, not ${pair}.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function roleOf(name: string): Role {
  const role = ROLES.find((one) => one === name);
  if (!role) throw new UsageError(`There is no role ${name}. Roles: ${ROLES.join(", ")}.`);
  return role;
}

function numbers(list: string): Float64Array {
  const values = list.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (values.some(Number.isNaN)) throw new UsageError(`This is not a list of numbers: ${list}.`);
  return Float64Array.from(values);
}

function json(path: string): { mapping?: Record<string, unknown>; [key: string]: unknown } {
  try {
    const settings = JSON.parse(readFileSync(path, "utf8"));
    const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject(settings) || !isObject(settings.mapping ?? {})) throw new UsageError(`${path} holds no object of settings.`);
    return settings;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof SyntaxError) throw new UsageError(`${path} is not JSON: ${error.message}`);
    throw unreadable(path, error);
  }
}

/** Waits until it is taken, so that a slow reader does not make us hold everything. */
function print(piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => process.stdout.write(piece, () => resolve()));
}
