// What Node lacks, as a part that only Node loads.

import packed from "../pkg/encodings.gz";
import type { Decoders } from "../src/engine/decoders.ts";
import { decodersOf } from "./encodings.ts";
import { compiled } from "./unpack.ts";

export const decoders = async (): Promise<Decoders> => decodersOf(await compiled(packed));
