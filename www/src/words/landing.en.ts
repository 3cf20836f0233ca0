// The first screen.

export const landing = () => ({
  promise: "See who your customers are and what to do about each group.",
  how: "Drop an export of your orders. Regulars sorts your customers into groups, estimates what each is worth over the next year, and says what to do next – on your own computer.",
  drop: {
    title: "Drop your orders here",
    button: "Choose files",
    or: "or paste a table copied from a spreadsheet",
    anywhere: "Let go anywhere to open",
    formats: "CSV, TSV, Excel, zip or gz – from any shop, till or form tool. Several files at once are fine.",
    needs: "Needed: who bought, when, and for how much.",
    pasted: "pasted table.csv",
  },
  samples: {
    title: "No file at hand? Try a sample:",
    shop: "Clothing shop, two years",
    messy: "A messy export",
  },
  privacy: {
    claim: "Your file stays on this computer. This page cannot send anything: its policy stands in its source and forbids it.",
    panel: "How can I check?",
  },
});

export type Landing = ReturnType<typeof landing>;
