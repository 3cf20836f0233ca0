// axe finds nothing serious in any state, in both languages, light and dark, wide and narrow.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { AXE, launch, open, serve } from "./door.mjs";
import { STATES } from "./states.mjs";

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const axe = readFileSync(AXE, "utf8");
const LOOKS = [
  { lang: "en", theme: "light", width: 1280 },
  { lang: "zh-CN", theme: "dark", width: 390 },
];

for (const [state, steps] of Object.entries(STATES)) {
  for (const { lang, theme, width } of LOOKS) {
    test(`nothing serious: ${state}, ${lang}, ${theme}, ${width} px`, async () => {
      const context = { viewport: { width, height: 900 }, reducedMotion: "reduce" };
      const { frame, close } = await open(browser, "from a server", server, { hash: `#lang=${lang}&theme=${theme}`, context });
      await steps(frame);
      await frame.evaluate(axe);
      const { violations } = await frame.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const serious = violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(" | ")}`);
      assert.deepEqual(serious, []);
      const sideways = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(sideways <= 0, `the page scrolls sideways by ${sideways} px`);
      await close();
    });
  }
}
