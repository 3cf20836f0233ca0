// What esbuild turns into something else than a module.

/** The worker, bundled before the page; it becomes the text of a Blob. */
declare module "*/worker.txt" {
  const source: string;
  export default source;
}

/** Styles go to the one <style> of the page. */
declare module "*.css" {}
