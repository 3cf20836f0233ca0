// Words that stand on every screen.

import type { Formats } from "./formats.ts";

export const common = (f: Formats) => ({
  brand: "Regulars",
  brandOther: "熟客",
  title: "Regulars – know your customers, keep them",
  skipLink: "Skip to the content",
  menu: {
    title: "Menu",
    newFile: "New file",
    forget: "Forget everything",
    settings: "Settings",
    privacy: "Privacy: how to check",
    print: "Print",
  },
  language: { switchTo: "中文", switchToLabel: "切换到中文" },
  theme: { title: "Appearance", auto: "As the system", light: "Light", dark: "Dark" },
  close: "Close",
  rowsUsed: (used: number, total: number) => `${f.count(used)} of ${f.count(total)} ${f.plural(total, { one: "row", other: "rows" })} used`,
});

export type Common = ReturnType<typeof common>;
