// The compressed engine that the build puts into the page.

/**
 * The bytes of `<script type="text/plain" id="…">`, base64 of a gzip stream, decompressed while they are read.
 * Nothing is fetched: the text already stands in the page.
 */
export function inlined(id: string): ReadableStream<Uint8Array> {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`the page holds no ${id}`);
  return new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** The engine, compiled while it is decompressed. Once per page: workers share the module. */
export function engineModule(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compileStreaming(
    new Response(inlined("engine"), { headers: { "content-type": "application/wasm" } }),
  );
  return compiled;
}

let compiled: Promise<WebAssembly.Module> | undefined;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
