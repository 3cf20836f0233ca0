// What esbuild turns into something else than a module.

/** The worker, bundled before the page; it becomes the text of a Blob. */
declare module "*/worker.txt" {
  const source: string;
  export default source;
}

/** Styles go to the one <style> of the page. */
declare module "*.css" {}

/** A WebAssembly module, compressed, for the package. */
declare module "*.gz" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The page as it ships, for the custom element. */
declare module "*/regulars.html" {
  const page: string;
  export default page;
}
