// Getting files: the zone that is also a button, the whole page as a target, and paste.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "./language.ts";

/** The browser's file dialog, opened by any button. */
export function useFileDialog(onFiles: (files: File[]) => void): { input: JSX.Element; choose: () => void } {
  const field = useRef<HTMLInputElement>(null);
  const picked = (): void => {
    const files = [...(field.current?.files ?? [])];
    // The same file may be chosen again after it was mended.
    if (field.current) field.current.value = "";
    if (files.length > 0) onFiles(files);
  };
  return {
    input: <input ref={field} type="file" multiple hidden onChange={picked} />,
    choose: () => field.current?.click(),
  };
}

export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }): JSX.Element {
  const { landing } = useWords();
  const { input, choose } = useFileDialog(onFiles);
  return (
    <>
      <button type="button" class="drop" onClick={choose}>
        <span class="title">{landing.drop.title}</span>
        <span class="button main">{landing.drop.button}</span>
        <span class="small">{landing.drop.or}</span>
        <span class="small">{landing.drop.formats}</span>
        <span class="small">{landing.drop.needs}</span>
      </button>
      {input}
    </>
  );
}

export interface PageTargetProps {
  onFiles: (files: File[]) => void;
  /** Pasted text that is no table. */
  onNoTable: () => void;
  /** Show a veil over the screen while a file hangs over it (the first screen shows it on its zone). */
  veil: boolean;
  onDragging: (dragging: boolean) => void;
}

/** Makes the whole window a target for files and for pasted tables. */
export function PageTarget({ onFiles, onNoTable, veil, onDragging }: PageTargetProps): JSX.Element | null {
  const { landing } = useWords();
  const [over, setOver] = useState(false);
  const latest = useRef({ onFiles, onNoTable, onDragging, name: landing.drop.pasted });
  latest.current = { onFiles, onNoTable, onDragging, name: landing.drop.pasted };

  useEffect(() => {
    // dragenter and dragleave come for every element under the pointer: count them.
    let depth = 0;
    const show = (dragging: boolean): void => {
      setOver(dragging);
      latest.current.onDragging(dragging);
    };
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent): void => {
      if (carriesFiles(event) && depth++ === 0) show(true);
    };
    const leave = (event: DragEvent): void => {
      if (carriesFiles(event) && --depth <= 0) {
        depth = 0;
        show(false);
      }
    };
    const hover = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      show(false);
      if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then((files) => latest.current.onFiles(files));
    };
    const paste = (event: ClipboardEvent): void => {
      const target = event.composedPath()[0];
      if (target instanceof HTMLElement && target.matches("input, textarea, select")) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) return latest.current.onFiles(files);
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.trim() === "") return;
      if (isTable(text)) latest.current.onFiles([new File([text], latest.current.name, { type: "text/csv" })]);
      else latest.current.onNoTable();
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", hover);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, []);

  return over && veil ? (
    <div class="drop-veil" aria-hidden="true">
      {landing.drop.anywhere}
    </div>
  ) : null;
}

/** Files of a folder beyond this are more likely a mistake than a shop. */
const MOST_FILES = 1000;

/** What was dropped, folders opened. The list is only there until the event is over, so it is taken first. */
async function droppedFiles(dropped: DataTransfer): Promise<File[]> {
  const plain = [...dropped.files];
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  try {
    const found: File[] = [];
    for (const entry of entries) if (entry) await collect(entry, found);
    return found;
  } catch {
    return plain;
  }
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  // .DS_Store and the like are never tables.
  if (found.length >= MOST_FILES || entry.name.startsWith(".")) return;
  if (entry.isFile) {
    found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const each of some.sort((a, b) => a.name.localeCompare(b.name, "en"))) await collect(each, found);
  }
}

/** At least two lines, and a separator in the first two of them. */
export function isTable(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  return lines.length >= 2 && lines.slice(0, 2).every((line) => /[\t,;|]/.test(line));
}
