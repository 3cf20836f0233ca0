// The watchdog: a stream that hangs must be noticed, and no byte may be lost or read twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileSource, type FileLike, type Source } from "../src/engine/sources.ts";

const BYTES = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31) % 251);

/** A file whose nth opened stream behaves as told. */
function file(streams: ("good" | "hangs" | "hangs late" | "ends early" | "not byob")[]) {
  let opened = 0;
  let slices = 0;
  const like: FileLike = {
    name: "orders.csv",
    size: BYTES.length,
    slice(from, to = BYTES.length) {
      const blob = new Blob([BYTES.slice(from, to)]);
      return {
        arrayBuffer: () => ((slices += 1), blob.arrayBuffer()),
        stream() {
          const kind = streams[opened++] ?? "good";
          if (kind === "not byob") return new ReadableStream<Uint8Array>();
          let left = kind === "good" ? Infinity : kind === "hangs" ? 0 : 100_000;
          let at = from;
          return new ReadableStream({
            type: "bytes",
            async pull(controller) {
              if (left <= 0 && kind === "ends early") {
                controller.close();
                controller.byobRequest?.respond(0);
                return;
              }
              if (left <= 0) return new Promise(() => undefined);
              const view = controller.byobRequest!.view as Uint8Array;
              const n = Math.min(view.byteLength, 50_000, to - at);
              if (n === 0) {
                controller.close();
                controller.byobRequest?.respond(0);
                return;
              }
              new Uint8Array(view.buffer, view.byteOffset, n).set(BYTES.subarray(at, at + n));
              at += n;
              left -= n;
              controller.byobRequest!.respond(n);
            },
          }) as ReadableStream<Uint8Array>;
        },
      };
    },
  };
  return { like, count: () => ({ opened, slices }) };
}

async function readAll(source: Source, from = 0): Promise<Uint8Array> {
  const reader = source.open(from);
  const parts: Uint8Array[] = [];
  for (;;) {
    const piece = await reader.read(1 << 20);
    if (piece.length === 0) break;
    parts.push(piece.slice());
  }
  reader.close();
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

test("a healthy stream is opened once", async () => {
  const { like, count } = file(["good"]);
  assert.deepEqual(await readAll(fileSource(like, 200)), BYTES);
  assert.deepEqual(count(), { opened: 1, slices: 0 });
});

test("reading starts anywhere", async () => {
  const { like } = file(["good"]);
  assert.deepEqual(await readAll(fileSource(like, 200), 123_456), BYTES.slice(123_456));
});

test("a stream that hangs at once is opened again", async () => {
  const { like, count } = file(["hangs", "good"]);
  assert.deepEqual(await readAll(fileSource(like, 50)), BYTES);
  assert.deepEqual(count(), { opened: 2, slices: 0 });
});

test("a stream that hangs twice is left for slices, where it stood", async () => {
  const { like, count } = file(["hangs late", "hangs late"]);
  assert.deepEqual(await readAll(fileSource(like, 50)), BYTES);
  assert.equal(count().opened, 2);
  assert.ok(count().slices > 0);
});

test("a stream that ends before the file does is opened again", async () => {
  const { like } = file(["ends early", "good"]);
  assert.deepEqual(await readAll(fileSource(like, 200)), BYTES);
});

test("a browser without byte streams reads slices", async () => {
  const { like, count } = file(["not byob"]);
  assert.deepEqual(await readAll(fileSource(like, 200)), BYTES);
  assert.equal(count().opened, 1);
});
