// Where bytes come from: a `File` in the browser (the command line has its own, over file descriptors).

/** Something with a size that can be read from any place, forwards. */
export interface Source {
  readonly name: string;
  readonly size: number;
  /** Starts reading at a byte; each reader goes forward only. */
  open(from: number): Reader;
}

export interface Reader {
  /** The next bytes, at most `max`, at least one; nothing at the end. Valid until the next call. */
  read(max: number): Promise<Uint8Array>;
  close(): void;
}

/** What of a `File` is used; a test's own file has only this. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  slice(from: number, to?: number): BlobLike;
}
interface BlobLike {
  stream(): ReadableStream<Uint8Array>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Bytes per read of a stream: larger pieces were not faster, smaller ones cost calls. */
const PIECE = 256 * 1024;
/** Bytes per slice, the slower way in. */
const SLICE = 4 * 1024 * 1024;
/** A stream that gives nothing for so long is taken for hung: seen in Chromium, now and then, without an error. */
const PATIENCE_MS = 4000;

export function fileSource(file: FileLike, patienceMs = PATIENCE_MS): Source {
  return { name: file.name, size: file.size, open: (from) => new FileReader(file, from, patienceMs) };
}

/**
 * Reads by a stream into our own buffer, the fastest and leanest way in. A stream that hangs is opened again where it
 * stood; one that hangs twice, or a browser without such streams, is read in slices.
 */
class FileReader implements Reader {
  #buffer = new ArrayBuffer(PIECE);
  #stream: ReadableStreamBYOBReader | undefined;
  #strikes = 0;

  constructor(
    readonly file: FileLike,
    private position: number,
    readonly patienceMs: number,
  ) {}

  async read(max: number): Promise<Uint8Array> {
    const rest = Math.min(max, this.file.size - this.position);
    if (rest <= 0) return new Uint8Array();
    const piece = (await this.#fromStream(rest)) ?? (await this.#fromSlice(rest));
    this.position += piece.length;
    return piece;
  }

  close(): void {
    this.#stream?.cancel().catch(() => undefined);
    this.#stream = undefined;
  }

  /** Nothing when the stream cannot be used (any more). */
  async #fromStream(max: number): Promise<Uint8Array | undefined> {
    while (this.#strikes < 2) {
      try {
        this.#stream ??= this.file.slice(this.position).stream().getReader({ mode: "byob" });
      } catch {
        this.#strikes = 2;
        return undefined;
      }
      const view = new Uint8Array(this.#buffer, 0, Math.min(max, PIECE));
      const answer = await inTime(this.#stream.read(view), this.patienceMs);
      if (answer?.value?.length) {
        this.#buffer = answer.value.buffer as ArrayBuffer;
        return answer.value;
      }
      // Hung, or ended before the file's size: the buffer is lost to the old stream.
      this.close();
      this.#buffer = new ArrayBuffer(PIECE);
      this.#strikes += 1;
    }
    return undefined;
  }

  async #fromSlice(max: number): Promise<Uint8Array> {
    const to = this.position + Math.min(max, SLICE);
    return new Uint8Array(await this.file.slice(this.position, to).arrayBuffer());
  }
}

/** The value, or nothing when it takes longer. */
async function inTime<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
