// The first screen: one sentence, one place to drop, the samples, and why nothing leaves.

import type { JSX } from "preact";
import { DropZone } from "./drop.tsx";
import { ScreenHeading } from "./heading.tsx";
import { useWords } from "./language.ts";

export type SampleId = "shop" | "messy";

export interface LandingProps {
  /** Was another screen here before? Then the heading takes the focus. */
  returned: boolean;
  onFiles: (files: File[]) => void;
  onSample: (id: SampleId) => void;
  onPrivacy: () => void;
}

export function Landing({ returned, onFiles, onSample, onPrivacy }: LandingProps): JSX.Element {
  const { landing, f } = useWords();
  return (
    <div class="landing">
      <div class="stack">
        <ScreenHeading focus={returned}>{landing.promise}</ScreenHeading>
        <p>{landing.how}</p>
      </div>
      <DropZone onFiles={onFiles} />
      <p class="samples">
        <span class="second">{landing.samples.title}</span>
        <button type="button" class="link" onClick={() => onSample("shop")}>
          {landing.samples.shop}
        </button>
        <button type="button" class="link" onClick={() => onSample("messy")}>
          {landing.samples.messy}
        </button>
      </p>
      <p class="claim">
        {landing.privacy.claim + f.gap}
        <button type="button" class="link" onClick={onPrivacy}>
          {landing.privacy.panel}
        </button>
      </p>
    </div>
  );
}
