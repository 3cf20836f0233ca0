// Pictures of every state into target/screenshots, and the README's picture: `cargo xtask screenshots`.

import { join } from "node:path";
import { launch, open, out, ROOT, serve } from "./door.mjs";
import { STATES } from "./states.mjs";

const [browser, server] = await Promise.all([launch(), serve()]);
const folder = out("screenshots");
const only = process.argv[2];
for (const [state, steps] of Object.entries(STATES)) {
  if (only && only !== state && only !== "readme") continue;
  if (only === "readme") break;
  for (const lang of ["en", "zh-CN"]) {
    for (const [theme, width] of [["light", 1280], ["dark", 1280], ["light", 390], ["dark", 390]]) {
      const context = { viewport: { width, height: 900 }, reducedMotion: "reduce" };
      const { page, frame, close } = await open(browser, "from a server", server, { hash: `#lang=${lang}&theme=${theme}`, context });
      await steps(frame);
      await tall(page, frame, width);
      const name = `${state.replaceAll(" ", "-")}-${lang}-${theme}-${width}.png`;
      await page.screenshot({ path: join(folder, name) });
      console.log(name);
      await close();
    }
  }
}
if (!only || only === "readme") {
  const context = { viewport: { width: 1280, height: 1000 }, deviceScaleFactor: 1, reducedMotion: "reduce" };
  const { page, frame, close } = await open(browser, "from a server", server, { hash: "#lang=en&theme=light", context });
  await STATES.result(frame);
  await page.screenshot({ path: join(ROOT, "docs/result.png") });
  console.log("docs/result.png");
  await close();
}
await browser.close();
await server.close();

/** The app scrolls inside its frame: make the window as high as what it holds. */
async function tall(page, frame, width) {
  const height = await frame.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 900), 8000) });
  await page.waitForTimeout(200);
}
