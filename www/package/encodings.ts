// Old encodings in Node, by the standard.

import { Decoder, initSync } from "../pkg/encodings.js";
import type { Decoders } from "../src/engine/decoders.ts";

export function decodersOf(module: WebAssembly.Module): Decoders {
  initSync({ module });
  return (label) => {
    const decoder = Decoder.of(label);
    if (!decoder) throw new RangeError(label);
    return (bytes, last) => decoder.decode(bytes, last);
  };
}
