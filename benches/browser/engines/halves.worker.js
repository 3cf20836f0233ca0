// One of two: the page's own session, asked step by step, so that both read at the same time and nobody computes meanwhile.

import init, { decodeWith } from "../../../www/pkg/regulars.js";
import { ownDecoders } from "../../../www/src/engine/decoders.ts";
import { Session } from "../../../www/src/engine/session.ts";
import { fileSource } from "../../../www/src/engine/sources.ts";

const started = init({ module_or_path: "/pkg/regulars_bg.wasm" }).then(() => {
  decodeWith(ownDecoders);
  return new Session();
});
/** Thrown where the ledger is complete and the models would begin. */
const COMPLETE = {};

// Else whoever asked would wait for ever.
self.addEventListener("unhandledrejection", ({ reason }) => self.postMessage({ error: String(reason?.code ?? reason) }));

self.onmessage = async ({ data }) => {
  const session = await started;
  if (data.inspect) await session.inspect([fileSource(data.inspect)], {}, () => undefined);
  if (data.read) {
    await session
      .analyze({}, {}, (phase) => {
        if (phase === "model") throw COMPLETE;
      })
      .catch((thrown) => {
        if (thrown !== COMPLETE) throw thrown;
      });
  }
  const report = data.report && session.update({});
  self.postMessage(report ? { rows: report.input.rows_used, sum: Number(report.totals.net_revenue) } : {});
};
