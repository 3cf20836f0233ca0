// A long page in pieces: each is drawn in a task of its own, after the browser has shown the one before, so that nothing
// the user does waits for all of them.

import { useEffect, useState } from "preact/hooks";

/** How many of `count` pieces are to be drawn: the first at once, then one more after each picture. */
export function useInTurn(count: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= count) return;
    const timer = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(timer);
  }, [drawn, count]);
  return drawn;
}
