// Defines the tag. Importing this is the one thing that does.

import { RegularsBoard } from "./board.ts";

if (typeof customElements !== "undefined" && !customElements.get("regulars-board")) {
  customElements.define("regulars-board", RegularsBoard);
}

export { RegularsBoard };
