// The page: knows both the engine and the pieces of the user interface, which do not know each other.

import { render } from "preact";
import { Engine } from "./engine/client.ts";
import "./main.css";

const engine = new Engine();
const root = document.getElementById("app");

function Start() {
  return <main><h1>熟客 Regulars</h1><p id="ready">…</p></main>;
}

if (root) {
  render(<Start />, root);
  const started = performance.now();
  engine.warm().then(() => {
    return engine.ask({ type: "inspect", files: [] });
  }).catch((e) => {
    const ready = document.getElementById("ready");
    if (ready) ready.textContent = `${e?.error?.code ?? e} ${Math.round(performance.now() - started)} ms`;
  });
}
