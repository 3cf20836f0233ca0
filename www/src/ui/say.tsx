// A sentence on the page: strong parts bold, links as links within the page or as calls.

import type { JSX } from "preact";
import type { Sentence } from "../words/sentence.ts";

export function Say({ text, onLink }: { text: Sentence; onLink?: (to: string) => void }): JSX.Element {
  if (typeof text === "string") return <>{text}</>;
  return (
    <>
      {text.map((part, i) => {
        if (typeof part === "string") return part;
        if ("strong" in part) return <strong key={i}>{part.strong}</strong>;
        const follow = (event: Event): void => {
          // The hash holds settings: a link within the page scrolls and focuses, and leaves the hash alone.
          event.preventDefault();
          if (onLink) return onLink(part.to);
          const target = document.getElementById(part.to);
          target?.scrollIntoView();
          target?.focus({ preventScroll: true });
        };
        return (
          <a key={i} href={`#${part.to}`} onClick={follow}>
            {part.link}
          </a>
        );
      })}
    </>
  );
}
