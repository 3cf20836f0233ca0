// Bytes as text that may stand in a page: 13 or 14 bits in two signs, where base64 takes six in one (after basE91 by
// Joachim Henke). The 91 printable signs of ASCII that mean nothing to a parser: no space, `&`, `'` or `<`.

const SIGNS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((sign) => !"&'<".includes(sign));

export function fromBase91(text: string): Uint8Array<ArrayBuffer> {
  const value = new Int8Array(128).fill(-1);
  SIGNS.forEach((sign, i) => (value[sign.charCodeAt(0)] = i));
  const bytes = new Uint8Array(Math.ceil((text.length * 7) / 8));
  let [to, held, bits] = [0, 0, 0];
  for (let i = 0; i < text.length; i += 2) {
    const low = value[text.charCodeAt(i)]!;
    const last = i + 1 === text.length;
    const pair = last ? low : low + 91 * value[text.charCodeAt(i + 1)]!;
    held |= pair << bits;
    // A pair that fits 14 bits although its lower 13 are small holds 14; a single last sign holds the rest.
    bits += last ? 7 : (pair & 8191) > 88 ? 13 : 14;
    while (bits > 7) {
      bytes[to++] = held & 255;
      held >>>= 8;
      bits -= 8;
    }
  }
  return bytes.slice(0, to);
}
