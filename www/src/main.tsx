// Starts the app inside its frame.

import { render } from "preact";
import { Page } from "./page.tsx";
import "./styles/page.css";

const root = document.getElementById("app");
// Drawn in a task of its own: reading the script has taken one.
if (root) setTimeout(() => render(<Page />, root));
