// Starts the app inside its frame.

import { render } from "preact";
import { Page } from "./page.tsx";
import "./styles/page.css";

const root = document.getElementById("app");
if (root) render(<Page />, root);
