// The words of the chosen language, for every component below.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { wordsFor, type Words } from "../words/words.ts";

export const Language = createContext<Words>(wordsFor("en"));

export const useWords = (): Words => useContext(Language);
