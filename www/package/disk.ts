// Files on disk as the session's sources.

import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { unreadable } from "./refusals.ts";
import type { Source } from "../src/engine/sources.ts";

/** Bytes per read; the engine takes them at once, so one buffer does. */
const PIECE = 1024 * 1024;

export function diskSource(path: string): Source {
  const name = basename(path);
  return {
    name,
    size: refused(name, () => {
      const stat = statSync(path);
      if (!stat.isFile()) throw new Error("not a file");
      return stat.size;
    }),
    open(from) {
      const file = refused(name, () => openSync(path, "r"));
      const size = fstatSync(file).size;
      const buffer = new Uint8Array(PIECE);
      let position = from;
      return {
        async read(max) {
          const length = readSync(file, buffer, 0, Math.min(max, PIECE, size - position), position);
          position += length;
          return buffer.subarray(0, length);
        },
        close: () => closeSync(file),
      };
    },
  };
}

function refused<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw unreadable(name, error);
  }
}
