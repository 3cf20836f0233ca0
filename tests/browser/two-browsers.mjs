// Chromium and Firefox through one driver, for what must hold in both.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "./door.mjs";

const puppeteer = createRequire(join(ROOT, "www/package.json"))("puppeteer-core");

const CHROMIUM = {
  name: "Chromium",
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};
const FIREFOX = {
  name: "Firefox",
  browser: "firefox",
  executablePath: process.env.FIREFOX || there("firefox-esr") || there("firefox"),
  // The driver's defaults switch off what a user's browser does: connecting ahead, and WebRTC to this machine.
  extraPrefsFirefox: {
    "network.http.speculative-parallel-limit": 6,
    "network.dns.disablePrefetch": false,
    "network.prefetch-next": true,
    "media.peerconnection.ice.loopback": true,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": true,
  },
};

/** The browsers of this machine: `cargo xtask test` finds or installs both; in a test run by hand Firefox may be missing. */
export const BROWSERS = [CHROMIUM, FIREFOX].filter((one) => one === CHROMIUM || one.executablePath || process.env.CI === "true");

export function launchOne({ name: _, ...options }, more = {}) {
  return puppeteer.launch({ headless: true, ...options, ...more });
}

/** The app's frame inside the shell, once it shows something. */
export async function appFrame(page) {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const app = page.frames().find((frame) => frame.url().startsWith("about:srcdoc"));
    if (app && (await app.$("#app > *").catch(() => null))) return app;
    await pause(50);
  }
  throw new Error("the app did not appear");
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function there(program) {
  try {
    return execFileSync("which", [program], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}
