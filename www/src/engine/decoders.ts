// Old encodings are decoded by the browser: it has the tables of all of them, so the engine carries none.

/** The text of the next bytes; `last` ends it. What cannot be read becomes U+FFFD. */
export type Decode = (bytes: Uint8Array, last: boolean) => string;

/** Throws where nobody knows the label. */
export type Decoders = (label: string) => Decode;

/** As the WHATWG Encoding Standard says; so does every browser (tests/browser/encodings.test.mjs). Node does not. */
export const ownDecoders: Decoders = (label) => {
  const decoder = new TextDecoder(label);
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
};
