// Between the page around us and the user: its wishes, and the button that hands the groups over.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Language } from "../ui/language.ts";
import { wordsFor, type Lang } from "../words/words.ts";
import type { HostState } from "./host.ts";

export interface HostBarProps {
  lang: Lang;
  state: HostState;
  onDecide: (yes: boolean) => void;
  onHandOver: () => void;
}

export function HostBar({ lang, state: { wish, offer }, onDecide, onHandOver }: HostBarProps): JSX.Element | null {
  const words = wordsFor(lang);
  const { embed } = words;
  const [handed, setHanded] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => setHanded(false), [offer]);
  // A click that was meant for what stood here a moment ago is no consent.
  const since = useRef(0);
  useEffect(() => void (since.current = performance.now()), [wish]);
  // The careful answer has the focus: a key pressed by accident must not hand anything out.
  useEffect(() => no.current?.focus(), [wish]);

  if (!wish && offer === undefined) return null;
  const who = wish?.origin ?? embed.someone;
  return (
    <Language.Provider value={words}>
      <div class="page host-bar" lang={lang}>
        <div class="sheet">
          {wish ? (
            <div class="row" role="alertdialog" aria-labelledby="host-wish">
              <p id="host-wish">
                {wish.kind === "data_out" ? embed.wish.data_out(who, embed.what[wish.what ?? "segments"]) : embed.wish[wish.kind](who)}
              </p>
              <button type="button" class="button main" onClick={() => performance.now() - since.current > 500 && onDecide(true)}>
                {embed.yes}
              </button>
              <button type="button" class="button" ref={no} onClick={() => onDecide(false)}>
                {embed.no}
              </button>
            </div>
          ) : (
            <div class="row">
              <button
                type="button"
                class="button"
                onClick={() => {
                  onHandOver();
                  setHanded(true);
                }}
              >
                {offer ? embed.handOver(offer) : embed.handOverUnnamed}
              </button>
              <span role="status">{handed ? embed.handed : ""}</span>
            </div>
          )}
        </div>
      </div>
    </Language.Provider>
  );
}
