// What the build packs must come out again: a stream and a text that other programs made.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase91 } from "../src/engine/base91.ts";
import { unlzma } from "../src/engine/lzma.ts";

/** The reference alphabet of basE91, to take its answers over. */
const REFERENCE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;<=>?@[]^_`{|}~\"";
const OURS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((sign) => !"&'<".includes(sign));

test("basE91 gives back what the reference program wrote", () => {
  const text = [..."fPNKd"].map((sign) => OURS[REFERENCE.indexOf(sign)]).join("");
  assert.equal(new TextDecoder().decode(fromBase91(text)), "test");
});

test("LZMA gives back what xz wrote", () => {
  // printf 'abcabcabcabcabcabc regulars regulars' | xz --format=lzma, its size (36) written into the header.
  const packed = Uint8Array.from(Buffer.from("5d00008000240000000000000000309888aa021b2bce2bf2006dd5ce64c53fd89ffffff4540000", "hex"));
  assert.equal(new TextDecoder().decode(unlzma(packed)), "abcabcabcabcabcabc regulars regulars");
});
