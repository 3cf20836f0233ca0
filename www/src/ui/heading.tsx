// The heading of a screen. It takes the focus when its screen appears, so that a screen reader starts there and the
// keyboard goes on from there.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function ScreenHeading({ children, focus = true }: { children: ComponentChildren; focus?: boolean }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: false });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
