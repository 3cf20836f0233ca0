// Decodes one LZMA stream (the `.lzma` container: 13 bytes of header, known size). Browsers only inflate gzip; this
// packs the engine a fifth smaller. After the specification that comes with the LZMA SDK (Igor Pavlov, public domain).

const LEN_LOW = 2;
const MATCH_MIN = 2;
/** Distances below this are coded in full; above, their middle bits are even. */
const END_OF_MODELLED = 14;

/** All probabilities of the model, in one array: where each group begins. */
const IS_MATCH = 0;
const IS_REP = IS_MATCH + 192;
const IS_REP_G0 = IS_REP + 12;
const IS_REP_G1 = IS_REP_G0 + 12;
const IS_REP_G2 = IS_REP_G1 + 12;
const IS_REP0_LONG = IS_REP_G2 + 12;
const SLOT = IS_REP0_LONG + 192;
const SPECIAL = SLOT + 4 * 64;
const ALIGN = SPECIAL + 115;
const LEN = ALIGN + 16;
/** Two choices, 16 low and 16 middle trees of 8, one high tree of 256. */
const LEN_SIZE = LEN_LOW + 128 + 128 + 256;
const REP_LEN = LEN + LEN_SIZE;
const LITERAL = REP_LEN + LEN_SIZE;

/** All of it at once, where nobody waits for the thread. */
export function unlzma(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const { out, advance } = decoder(packed);
  advance(out.length);
  return out;
}

/** `advance` writes `out` until so many bytes are there (a match may go beyond); true at the end. */
export function decoder(packed: Uint8Array): { out: Uint8Array<ArrayBuffer>; advance(until: number): boolean } {
  const header = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const properties = header.getUint8(0);
  const lc = properties % 9;
  const lp = Math.floor(properties / 9) % 5;
  const pb = Math.floor(properties / 45);
  const size = header.getUint32(5, true);
  if (properties >= 225 || header.getUint32(9, true) !== 0) throw new Error("not an LZMA stream of known size");

  const out = new Uint8Array(size);
  const probs = new Uint16Array(LITERAL + (0x300 << (lc + lp))).fill(1024);
  let at = 18;
  let range = 0xffffffff;
  let code = header.getUint32(14, false);

  const bit = (index: number): number => {
    const prob = probs[index]!;
    const bound = (range >>> 11) * prob;
    let answer = 0;
    if (code < bound) {
      range = bound;
      probs[index] = prob + ((2048 - prob) >>> 5);
    } else {
      range -= bound;
      code -= bound;
      probs[index] = prob - (prob >>> 5);
      answer = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | (packed[at++] ?? 0)) >>> 0;
    }
    return answer;
  };
  const direct = (count: number): number => {
    let value = 0;
    for (; count > 0; count--) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code -= range;
      value = value * 2 + one;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | (packed[at++] ?? 0)) >>> 0;
      }
    }
    return value;
  };
  const tree = (base: number, bits: number): number => {
    let m = 1;
    for (let i = 0; i < bits; i++) m = (m << 1) + bit(base + m);
    return m - (1 << bits);
  };
  const reversed = (base: number, bits: number): number => {
    let m = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const one = bit(base + m);
      m = (m << 1) + one;
      value |= one << i;
    }
    return value;
  };
  const length = (base: number, position: number): number => {
    if (!bit(base)) return tree(base + LEN_LOW + (position << 3), 3);
    if (!bit(base + 1)) return 8 + tree(base + LEN_LOW + 128 + (position << 3), 3);
    return 16 + tree(base + LEN_LOW + 256, 8);
  };
  const distance = (len: number): number => {
    const slot = tree(SLOT + (Math.min(len, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) * 2 ** bits;
    if (slot < END_OF_MODELLED) return high + reversed(SPECIAL + high - slot, bits);
    return high + direct(bits - 4) * 16 + reversed(ALIGN, 4);
  };

  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let to = 0;
  const advance = (until: number): boolean => {
    while (to < until && to < size) {
      const position = to & ((1 << pb) - 1);
      if (!bit(IS_MATCH + (state << 4) + position)) {
        const before = to > 0 ? out[to - 1]! : 0;
        const base = LITERAL + 0x300 * (((to & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
        let symbol = 1;
        if (state >= 7) {
          let match = out[to - rep0 - 1]!;
          while (symbol < 0x100) {
            const wanted = (match >> 7) & 1;
            match <<= 1;
            const one = bit(base + ((1 + wanted) << 8) + symbol);
            symbol = (symbol << 1) | one;
            if (wanted !== one) break;
          }
        }
        while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol);
        out[to++] = symbol;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let len: number;
      if (!bit(IS_REP + state)) {
        [rep3, rep2, rep1] = [rep2, rep1, rep0];
        len = length(LEN, position);
        state = state < 7 ? 7 : 10;
        rep0 = distance(len);
      } else {
        if (!bit(IS_REP_G0 + state)) {
          if (!bit(IS_REP0_LONG + (state << 4) + position)) {
            state = state < 7 ? 9 : 11;
            out[to] = out[to - rep0 - 1]!;
            to++;
            continue;
          }
        } else {
          let again: number;
          if (!bit(IS_REP_G1 + state)) again = rep1;
          else {
            if (!bit(IS_REP_G2 + state)) again = rep2;
            else [again, rep3] = [rep3, rep2];
            rep2 = rep1;
          }
          [rep1, rep0] = [rep0, again];
        }
        len = length(REP_LEN, position);
        state = state < 7 ? 8 : 11;
      }
      const end = Math.min(to + len + MATCH_MIN, size);
      if (rep0 >= to) throw new Error("a damaged LZMA stream");
      for (let from = to - rep0 - 1; to < end; ) out[to++] = out[from++]!;
    }
    return to >= size;
  };
  return { out, advance };
}
