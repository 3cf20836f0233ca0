// Starts the page.

import { render } from "preact";
import { ownSource } from "./app/self.ts";
import { Page } from "./page.tsx";
import "./styles/page.css";

const source = ownSource();
const root = document.getElementById("app");
if (root) render(<Page source={source} />, root);
