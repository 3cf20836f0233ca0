// Nothing leaves: every way out that a page has is tried from inside the shipped file, in its page and in its worker,
// while a collector counts. The policy must refuse each, and the collector must see none.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { collector, DOORS, launch, open, PAGE, serve } from "./door.mjs";

let browser, server, outside;
before(async () => {
  [browser, server, outside] = await Promise.all([launch(), serve(), collector()]);
});
after(async () => {
  await browser.close();
  await Promise.all([server.close(), outside.close()]);
});

/** Runs in the page; each tries one way and does not mind its own failure. */
const FROM_THE_PAGE = {
  fetch: (to) => fetch(to, { mode: "no-cors" }),
  "fetch, keepalive": (to) => fetch(to, { mode: "no-cors", keepalive: true, method: "POST", body: "x" }),
  XMLHttpRequest: (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  beacon: (to) => navigator.sendBeacon(to, "x"),
  WebSocket: (to) => new WebSocket(to.replace("http", "ws")),
  EventSource: (to) => new EventSource(to),
  image: (to) => (new Image().src = to),
  "image in SVG": (to) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    image.setAttribute("href", to);
    document.body.append(svg.appendChild(image).parentNode);
  },
  stylesheet: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: to })),
  "background image": (to) => (document.body.style.backgroundImage = `url(${to})`),
  font: (to) => new FontFace("x", `url(${to})`).load(),
  preload: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "image", href: to })),
  prefetch: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: to })),
  icon: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "icon", href: to })),
  frame: (to) => document.body.append(Object.assign(document.createElement("iframe"), { src: to })),
  object: (to) => document.body.append(Object.assign(document.createElement("object"), { data: to })),
  video: (to) => document.body.append(Object.assign(document.createElement("video"), { src: to, autoplay: true })),
  audio: (to) => new Audio(to).play(),
  form: (to) => {
    const form = Object.assign(document.createElement("form"), { action: to, method: "post", target: "_self" });
    document.body.append(form);
    form.submit();
  },
  "link ping": (to) => {
    // The page takes `#…` links into its own hands.
    const link = Object.assign(document.createElement("a"), { href: "about:srcdoc#x", ping: to });
    document.body.append(link);
    link.click();
  },
  script: (to) => document.head.append(Object.assign(document.createElement("script"), { src: to })),
  import: (to) => import(to),
  "service worker": (to) => navigator.serviceWorker.register(to),
  "worker by URL": (to) => new Worker(to),
};

/** Runs in the product's own worker. */
const FROM_THE_WORKER = {
  fetch: (to) => fetch(to, { mode: "no-cors" }),
  XMLHttpRequest: (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  WebSocket: (to) => new WebSocket(to.replace("http", "ws")),
  EventSource: (to) => new EventSource(to),
  importScripts: (to) => importScripts(to),
  import: (to) => import(to),
};

/** Tries one way inside the page or the worker; what the policy or the browser said against it. */
async function tryOut(attack, to) {
  const said = [];
  const hear = (event) => said.push(event.effectiveDirective);
  addEventListener("securitypolicyviolation", hear);
  try {
    const outcome = attack(to);
    await Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 200))]);
  } catch (error) {
    said.push(error.name);
  }
  // A busy browser asks its policy late.
  for (let waited = 0; said.length === 0 && waited < 2000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
  removeEventListener("securitypolicyviolation", hear);
  return said;
}

async function attackAll(where, attacks, label) {
  const silent = [];
  for (const [name, attack] of Object.entries(attacks)) {
    const to = `${outside.url}/${encodeURIComponent(`${label} ${name}`)}`;
    const said = await where.evaluate(`(${tryOut})(${attack}, ${JSON.stringify(to)})`);
    if (said.length === 0) silent.push(name);
  }
  return silent;
}

for (const door of DOORS) {
  test(`every way out is refused, ${door}`, { timeout: 120_000 }, async () => {
    const { page, frame, requests, close } = await open(browser, door, server);
    const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
    const silent = {
      page: await attackAll(frame, FROM_THE_PAGE, "page"),
      worker: await attackAll(worker, FROM_THE_WORKER, "worker"),
    };
    await page.waitForTimeout(300);
    assert.deepEqual(outside.hits, [], "the collector was reached");
    assert.deepEqual(requests, [], "a request was started");
    // What is neither refused nor fails has not been tried at all.
    // The sandbox stops forms before the policy is asked, without a word.
    assert.deepEqual(silent, { page: ["form"], worker: [] });
    await close();
  });
}

test("the attacks can succeed: without the policy the collector is reached", async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${server.url}/regulars.html`);
  const before = outside.hits.length;
  await attackAll(page.mainFrame(), { fetch: FROM_THE_PAGE.fetch, image: FROM_THE_PAGE.image }, "open");
  assert.equal(outside.hits.length - before, 2);
  outside.hits.length = 0;
  await context.close();
});

test("the policy stands in the page's source, before anything that runs", () => {
  const source = readFileSync(PAGE, "utf8");
  const policy = source.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1] ?? "";
  for (const rule of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", "worker-src blob:", "require-trusted-types-for 'script'"]) {
    assert.ok(policy.split("; ").includes(rule), rule);
  }
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
  assert.ok(source.indexOf("Content-Security-Policy") < source.search(/<(script|style|link)/));
  assert.doesNotMatch(source, /<(script|link|img)[^>]+(src|href)="(?!data:)/);
});
