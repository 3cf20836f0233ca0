// A module that the build has compressed.

export async function compiled(packed: Uint8Array): Promise<WebAssembly.Module> {
  const bytes = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(bytes).arrayBuffer());
}
