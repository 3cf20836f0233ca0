// What the shell and the app in its frame say to each other. The shell is the document that a browser or a host opens;
// the app lives inside it in a sandbox that can neither navigate nor open windows (docs/PRIVACY.md).

/** What the app knows at its very first line; the shell leaves it in the frame's `name`. */
export interface Start {
  /** The address's fragment: settings, never data. */
  hash: string;
  /** The address's query parameter `host`: who may hand data in without a question. */
  hosts: string[];
  /** Somebody else's page holds the shell. */
  embedded: boolean;
  /** The host wrote this document (the custom element does): what it hands in is its own. */
  agreed: boolean;
  /** The policy in the shell's <meta>, which the app inherits. */
  policy: string;
  /** What an earlier visit asked to be kept; null where the browser keeps nothing for us. */
  kept: Record<string, string> | null;
}

/** App → shell. */
export type ToShell =
  | { to: "address"; hash: string }
  | { to: "title"; title: string; lang: string }
  | { to: "keep"; key: string; value: string | null }
  | { to: "fingerprint" }
  /** How tall the app's page is, for a print of the shell. */
  | { to: "height"; pixels: number }
  /** The first message to the page around us, whoever it is: the shell makes it of constants, so that it says nothing of any data. */
  | { to: "ready"; portNeeded: boolean }
  /** To the page around us, word for word. `origin` is one origin, never `"*"`. */
  | { to: "host"; origin: string; message: Record<string, unknown> };

/** Shell → app. */
export type ToApp =
  | { from: "address"; hash: string }
  | { from: "fingerprint"; sha256: string | null }
  /** From the page around us, word for word; a port that came along stands in `event.ports`. */
  | { from: "host"; origin: string; message: unknown };

/** Keys the shell keeps for the app begin with this. */
export const PREFIX = "regulars.";
