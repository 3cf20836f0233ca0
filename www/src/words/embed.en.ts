// What is said inside another page's frame.

import type { Formats } from "./formats.ts";

export const embed = (_: Formats) => ({
  /** A page without an address of its own. */
  someone: "The page around this one",
  wish: {
    data_in: (who: string) => `${who} wants to hand a table to Regulars. It is computed here; nothing goes back unless you say so.`,
    data_in_and_out: (who: string) =>
      `${who} wants to hand a table to Regulars and to get the groups back each time they change.`,
    data_out: (who: string, what: string) => `${who} asks for ${what}. After that the data is theirs to use.`,
  },
  what: {
    segments: "the groups and their figures (no customer)",
    customers: "the customer list with everyone's group",
    report: "the whole report (no customer)",
    skipped: "the rows that were not used",
  },
  yes: "Allow",
  no: "Do not allow",
  handOver: (who: string) => `Hand the groups to ${who}`,
  handOverUnnamed: "Hand the groups to the page around this one",
  handed: "Handed over.",
});

export type Embed = ReturnType<typeof embed>;
