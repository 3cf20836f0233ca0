// A button that opens a short list of buttons. Closes on Escape, on a choice and when the focus leaves.

import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

export interface MenuItem {
  label: string;
  run: () => void;
  /** A thin rule above. */
  apart?: boolean;
  /** One of several that exclude each other. */
  checked?: boolean;
}

export function Menu({ label, title, items }: { label: string; title: string; items: MenuItem[] }): JSX.Element {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (!event.composedPath().includes(box.current as EventTarget)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [open]);

  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
      return;
    }
    if (!open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLButtonElement>(".menu-list button") ?? [])];
    const at = all.findIndex((item) => item.matches(":focus"));
    const next = event.key === "ArrowDown" ? at + 1 : at <= 0 ? all.length - 1 : at - 1;
    all[next % all.length]?.focus();
  };

  return (
    <div class="menu" ref={box} onKeyDown={keys}>
      <button ref={button} type="button" class="tool" title={title} aria-label={title} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {label}
      </button>
      {open && (
        <ul class="menu-list" id={id}>
          {items.map((item) => (
            <li key={item.label} class={item.apart ? "rule" : undefined}>
              <button
                type="button"
                aria-pressed={item.checked}
                onClick={() => {
                  setOpen(false);
                  button.current?.focus();
                  item.run();
                }}
              >
                {item.checked === undefined ? item.label : `${item.checked ? "●" : "○"} ${item.label}`}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
