// A sentence whose parts can be bold or lead somewhere. Each language writes its own whole sentence;
// what stands in it stays text, whatever it contains.

export type Part = string | { strong: string } | { link: string; to: string };
export type Sentence = string | readonly Part[];

/** A number or name that carries the sentence. */
export const strong = (text: string): Part => ({ strong: text });

/** Words that lead to a place on the page (`to` is an element id or an action's name). */
export const link = (text: string, to: string): Part => ({ link: text, to });

/** sentence`${strong("612")} regulars are overdue.` */
export function sentence(texts: TemplateStringsArray, ...parts: Part[]): Sentence {
  return texts.flatMap((text, i): Part[] => {
    const part = parts[i];
    return part === undefined ? [text] : [text, part];
  }).filter((part) => part !== "");
}

/** The sentence as plain text, for titles, labels and files. */
export function plain(said: Sentence): string {
  if (typeof said === "string") return said;
  return said.map((part) => (typeof part === "string" ? part : "strong" in part ? part.strong : part.link)).join("");
}
