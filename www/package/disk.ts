// Files on disk, and what comes through a pipe, as the session's sources.

import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { unreadable } from "./refusals.ts";
import type { Source } from "../src/engine/sources.ts";

/** Bytes per read; the engine takes them at once, so one buffer does. */
const PIECE = 1024 * 1024;

/** A file by its path; `-` and whatever else has no size of its own is read to its end first. */
export function diskSource(path: string): Source {
  // A socket cannot be opened by its path.
  const piped = path === "-" || path === "/dev/stdin";
  const name = piped ? "standard input" : basename(path);
  const stat = refused(name, () => (piped ? undefined : statSync(path)));
  if (stat?.isDirectory()) throw unreadable(name, new Error("a folder"));
  if (!stat?.isFile()) return heldSource(name, refused(name, () => readFileSync(piped ? 0 : path)));
  return {
    name,
    size: stat.size,
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

function heldSource(name: string, bytes: Uint8Array): Source {
  return {
    name,
    size: bytes.length,
    open(from) {
      let position = from;
      return {
        async read(max) {
          const piece = bytes.subarray(position, position + Math.min(max, PIECE));
          position += piece.length;
          return piece;
        },
        close: () => undefined,
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
