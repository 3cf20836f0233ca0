// The engine itself, compressed, as a part that is loaded when the first table comes.

import packed from "../pkg/engine.gz";

export async function compile(): Promise<WebAssembly.Module> {
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(bytes).arrayBuffer());
}
