// Colours and fonts of the page around us, checked before they touch a style.

import type { Tokens } from "./messages.ts";

const COLOURS = { accent: "--accent", paper: "--paper", ink: "--ink" } as const;

/** Anything that is no colour, or no list of font names, is ignored: a style must not carry addresses. */
export function applyTokens(root: HTMLElement, tokens: Tokens): void {
  for (const [name, property] of Object.entries(COLOURS) as [keyof typeof COLOURS, string][]) {
    const value = tokens[name];
    if (typeof value === "string" && value.length < 100 && CSS.supports("color", value)) root.style.setProperty(property, value);
  }
  const { font } = tokens;
  if (typeof font === "string" && /^[\p{L}\p{N}\s"',-]{1,200}$/u.test(font)) root.style.setProperty("--font", font);
}
