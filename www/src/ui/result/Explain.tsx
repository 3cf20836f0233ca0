// A term with its definition on hover, focus or tap. Stays while the pointer is on it, goes with Escape.

import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

export function Explain({ meaning, children }: { meaning: string; children: ComponentChildren }): JSX.Element {
  const id = useId();
  const [open, setOpen] = useState(false);
  const tip = useRef<HTMLSpanElement>(null);

  // Keeps the note inside the window; CSS alone cannot where anchors are not supported.
  useLayoutEffect(() => {
    const note = tip.current;
    if (!open || !note) return;
    note.style.left = "0px";
    const box = note.getBoundingClientRect();
    const over = box.right - (document.documentElement.clientWidth - 8);
    note.style.left = `${Math.min(0, over > 0 ? -Math.min(over, box.left - 8) : 0)}px`;
  }, [open]);

  return (
    <span
      class="explain"
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={() => setOpen(false)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <button type="button" class="term" aria-describedby={id} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onClick={() => setOpen(true)}>
        {children}
      </button>
      <span class="on-paper">{children}</span>
      <span role="tooltip" id={id} ref={tip} class="note" hidden={!open}>
        {meaning}
      </span>
    </span>
  );
}
