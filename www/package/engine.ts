// The engine itself, compressed, as a part that is loaded when the first table comes.

import packed from "../pkg/regulars.gz";
import { compiled } from "./unpack.ts";

export const compile = (): Promise<WebAssembly.Module> => compiled(packed);
