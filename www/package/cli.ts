#!/usr/bin/env node
// The command line: the page's engine over files on disk. JSON or CSV on standard output; a refusal is exit code 1 and
// one JSON object on standard error, never a stack trace.

import { COMMANDS } from "./commands.ts";
import { explain, UsageError } from "./refusals.ts";

const HELP = `regulars COMMAND FILE…

  inspect   FILE…  what the files are: encoding, columns and their roles, readings, questions (JSON)
  analyze   FILE…  the whole report (JSON)
  customers FILE…  one line per customer (CSV)
  clean     FILE   the table as found, header first, RFC 4180, UTF-8 (CSV)
  fit       --model M --summaries FILE                         parameters of one model (JSON)
            M = bg-nbd, mbg-nbd, pareto-nbd, bg-cnbd-k, mbg-cnbd-k, nbd, bg-bb, gamma-gamma from x,t_x,T[,customers][,m_x]
            or sbg, bdw (contracts) from tenure,churned[,customers] or period,survivors
  score     --model M --params A,B,… --at T,… --summaries FILE  one line per row (CSV)

  FILE is a path, or - for standard input.
  --map ROLE=COLUMN   a column by its name or number (from 1); may be repeated
  --options FILE      settings and choices as JSON
`;

// A reader that has seen enough (| head) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const [name = "", ...args] = process.argv.slice(2);
if (name === "" || name === "help" || name === "--help" || name === "-h") {
  process.stdout.write(HELP);
} else {
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`There is no command ${name}.`);
    await command(args);
  } catch (thrown) {
    process.stderr.write(`${JSON.stringify(explain(thrown))}\n`);
    process.exitCode = 1;
  }
}
