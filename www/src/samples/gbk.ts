// Text to GBK. Browsers only decode it, so their decoder is turned round.

export function gbk(text: string): Uint8Array<ArrayBuffer> {
  const codes = table();
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    if (code < 0x80) {
      bytes.push(code);
      continue;
    }
    const pair = codes.get(sign);
    if (pair === undefined) throw new Error(`${sign} does not exist in GBK`);
    bytes.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** Every two-byte code of GBK by its sign. */
function table(): Map<string, number> {
  const decoder = new TextDecoder("gbk");
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && [...sign].length === 1 && sign !== "\ufffd" && !codes.has(sign)) codes.set(sign, (lead << 8) | trail);
    }
  }
  return codes;
}
