// The wait, the rows not used, the settings and the privacy panel.

import type { Phase } from "../engine/messages.ts";
import type { Formats } from "./formats.ts";
import { sentence, strong, type Sentence } from "./sentence.ts";

export const panels = (f: Formats) => {
  const rows = (n: number): string => `${f.count(n)} ${f.plural(n, { one: "row", other: "rows" })}`;
  const phases: Record<Phase, string> = {
    inspect: "Looking at the file",
    read: "Reading every row",
    group: "Putting purchases together by customer",
    model: "Estimating what comes next",
    write: "Writing the result",
  };
  return {
    progress: {
      opening: (names: string[]) => `Opening ${names.length > 3 ? `${f.count(names.length)} files` : f.list(names)}`,
      running: (names: string[]) => `Analysing ${names.length > 3 ? `${f.count(names.length)} files` : f.list(names)}`,
      phases,
      percent: (share: number) => f.percent(share),
      status: (phase: string, share: number | null) => (share === null ? phase : `${phase}: ${f.percent(share)}`),
      cancel: "Cancel",
      cancelHint: "Stops at once; your file and your choices stay.",
    },

    skipped: {
      title: "Rows used and not used",
      summary: (used: number, total: number): Sentence =>
        used === total
          ? sentence`All ${strong(rows(total))} were used.`
          : sentence`${strong(f.count(used))} of ${rows(total)} ${f.plural(used, { one: "was", other: "were" })} used, ${strong(f.count(total - used))} ${f.plural(total - used, { one: "was", other: "were" })} not. Every row is counted once.`,
      blank: (n: number) => `${f.count(n)} blank ${f.plural(n, { one: "line was", other: "lines were" })} ignored.`,
      reason: "Reason",
      rows: "Rows",
      share: "Share",
      first: "The first rows not used",
      shown: (n: number, total: number) => `${f.count(n)} of ${f.count(total)} shown; the download holds all.`,
      file: "File",
      line: "Line",
      text: "As written",
      more: (n: number) => `Show ${f.count(n)} more`,
      all: "All reasons",
      download: "Download the rows not used (CSV)",
      clean: "Download a clean copy (CSV)",
      cleanHint: "The whole table as it was read: column names first, UTF-8, ready for other tools.",
      change: "Change the columns",
      notes: "Good to know",
      saving: "Writing the file …",
    },

    settings: {
      title: "Settings",
      explain: "Changes take effect at once; the file is not read again.",
      horizon: "Look ahead",
      horizonHint: "Expected purchases and value count up to this many days after the last day in the file.",
      discount: "Yearly discount",
      discountHint: "Money next year is worth less than money today. 10 % is common.",
      margin: "Margin",
      marginHint: "What remains of the price after the cost of the goods. At 100 %, values are revenue, not profit.",
      lapse: "Lost after",
      lapseHint: (days: number | null) =>
        days === null ? "Days without a purchase. Leave empty to take it from the buying rhythm in your data." : `Days without a purchase. Leave empty to take it from your data (now ${f.count(days)}).`,
      holdout: "Test the forecast from",
      holdoutHint: "Purchases from this day on are hidden from the model and then compared with its forecast. Leave empty to let the data decide.",
      model: "Forecast model",
      modelHint: "Each model forecasts the purchases that were hidden from it; the one that comes closest is used.",
      modelAuto: "Best in the test (recommended)",
      days: "days",
      perYear: "% a year",
      ofPrice: "% of the price",
      between: (low: number, high: number) => `Between ${f.count(low)} and ${f.count(high)}.`,
      reset: "Back to the defaults",
      busy: "Working out the new values …",
    },

    privacy: {
      title: "Nothing leaves this computer",
      lead: "You need not believe it. Here is how to check.",
      offline: {
        title: "Switch the network off and try",
        text: "Disconnect, then drop a file. Everything works, because the whole program is in this page. Nothing is sent later either: the page forgets everything when you close it.",
      },
      policy: {
        title: "Read the policy",
        text: "These rules stand at the top of the page’s own source (right click, View page source). The browser enforces them; a program in the page cannot lift them. The line connect-src 'none' forbids every connection.",
        none: "This copy of the page carries no policy. It may come from a developer; do not use it with customer data.",
        rules: {
          "default-src": "nothing may be loaded unless a line below allows it",
          "script-src": "only the program in this page runs, recognised by its fingerprint",
          "style-src": "only the styles in this page, recognised by their fingerprint",
          "worker-src": "the computation runs beside the page, under the same rules",
          "connect-src": "no connection of any kind",
          "img-src": "only pictures that the page draws itself",
          "form-action": "no form may be sent",
          "base-uri": "addresses in the page cannot be bent",
          "frame-src": "no other pages inside this one",
          "child-src": "no other pages inside this one",
          "object-src": "no plug-ins",
          "font-src": "no fonts are loaded",
          "require-trusted-types-for": "text from your file can never become program",
          "trusted-types": "the only exception are the page’s own two programs, known by their fingerprints",
        } as Record<string, string>,
      },
      kept: {
        title: "What is kept, and where",
        what: "What",
        where: "Where",
        file: "Your file and every result",
        fileWhere: "in the memory of this tab, until you close it",
        settings: "Language, appearance, view",
        settingsWhere: "in the address of this page, after the # (which browsers do not send)",
        layouts: "Which column means what, for layouts you set by hand",
        layoutsWhere: (n: number) => (n === 0 ? "nothing so far" : `on this device: ${f.count(n)} ${f.plural(n, { one: "layout", other: "layouts" })}, only column positions, no names or values`),
        refused: "nothing: this browser does not let the page keep anything",
        saved: "What you download or print",
        savedWhere: "where you save it",
        cookies: "Cookies, accounts, statistics",
        cookiesWhere: "none",
      },
      hash: {
        title: "Compare the fingerprint",
        computing: "Computing …",
        text: "This is the SHA-256 of this page’s own source. It must equal the one published with the release.",
        how: "To compare it yourself, run one of these on the saved file:",
        unreadable: "The browser does not let a page read its own source from here, so it cannot compute its fingerprint. Your computer can, with one of these commands on the file:",
        commands: ["sha256sum regulars.html", "shasum -a 256 regulars.html", "certutil -hashfile regulars.html SHA256"],
      },
      limits: {
        title: "What the policy does not cover",
        text: "No policy can forbid a page to go to another address or to open a window. So everything you see runs inside a frame that may do neither; its sandbox stands in the source, too. Direct connections between browsers, which no policy stops either, are removed before anything else runs. The tests that come with the source try every way out.",
      },
      forget: "Forget everything now",
      forgetHint: "Closes the file, empties the memory and removes remembered layouts.",
      forgotten: "Everything is forgotten.",
    },
  };
};

export type PanelsWords = ReturnType<typeof panels>;
