// What went wrong: what happened and where, then what to do. Nobody is blamed.

import { num, str, type ById } from "./by-id.ts";
import type { Formats } from "./formats.ts";

export interface Problem {
  what: string;
  todo: string;
}

/** Facts of a refusal: those of the engine, and `file`, `line`, `column`, `text` where it names them. */
export const problems = (f: Formats) => {
  const file = (facts: Parameters<typeof str>[0]): string => str(facts, "file") || "The file";
  const inFile = (facts: Parameters<typeof str>[0]): string => (str(facts, "file") ? ` in ${str(facts, "file")}` : "");
  const onLine = (facts: Parameters<typeof str>[0]): string => (num(facts, "line") > 0 ? ` on line ${f.count(num(facts, "line"))}` : "");
  const kinds: Record<string, string> = {
    png: "a picture (PNG)", jpeg: "a picture (JPEG)", gif: "a picture (GIF)", webp: "a picture (WebP)", tiff: "a picture (TIFF)", bmp: "a picture (BMP)",
    svg: "a drawing (SVG)", pdf: "a PDF document", postscript: "a PostScript document", rtf: "a text document (RTF)", html: "a web page", xml: "an XML file",
    mhtml: "a saved web page", json: "a JSON file without records", sql: "an SQL script without rows", video: "a film", audio: "a sound file", font: "a font", program: "a program",
    sqlite: "an SQLite database", access: "an Access database", parquet: "a Parquet file", orc: "an ORC file", avro: "an Avro file", arrow: "an Arrow file",
    hdf5: "an HDF5 file", spss: "an SPSS file", "7z": "a 7z archive", rar: "a RAR archive", xz: "an xz archive", bzip2: "a bzip2 archive", zstd: "a Zstandard archive",
    lz4: "an LZ4 archive", tar: "a tar archive", zip: "a zip archive", gzip: "a gz archive", workbook: "a workbook", docx: "a Word document", pptx: "a slide show",
    odt: "a text document (ODT)", numbers: "a Numbers document", binary: "binary data",
  };
  const archives = ["7z", "rar", "xz", "bzip2", "zstd", "lz4", "tar"];
  const kind = (facts: Parameters<typeof str>[0]): string => (Object.hasOwn(kinds, str(facts, "kind")) ? kinds[str(facts, "kind")] : undefined) ?? "not a table";
  const asCsv = "Open it in your spreadsheet, save it as CSV or Excel workbook (.xlsx), and drop that.";
  const byId = {
    empty_file: (facts) => ({ what: `${file(facts)} is empty.`, todo: "Export it again and check that the file has a size above zero." }),
    no_data_rows: (facts) => ({ what: `${file(facts)} has column names but no rows.`, todo: "Check the period or filter of your export, then export again." }),
    no_table: () => ({ what: "There is no table in what you dropped.", todo: "Export your orders as CSV or Excel and drop that file." }),
    not_a_table: (facts) => ({
      what: `${file(facts)} is ${kind(facts)}, whatever its name says.`,
      todo: archives.includes(str(facts, "kind")) ? "Unpack it and drop what is inside, or pack it as zip." : "Export your orders as CSV or Excel and drop that file.",
    }),
    nested_container: (facts) => ({ what: `${file(facts)} is an archive inside an archive.`, todo: "Unpack it once and drop what is inside." }),
    damaged_archive: (facts) => ({ what: `${file(facts)} is damaged, so it cannot be unpacked.`, todo: "Download or export it again." }),
    truncated_archive: (facts) => ({ what: `${file(facts)} ends in the middle; a part of it is missing.`, todo: "The download was probably interrupted. Download or export it again." }),
    archive_bomb: (facts) => ({ what: `${file(facts)} unpacks to far more than its size, so it was not unpacked.`, todo: "If you trust the file, unpack it yourself and drop what is inside." }),
    xml_bomb: (facts) => ({ what: `${file(facts)} holds definitions that grow without end, so it was not opened.`, todo: asCsv }),
    damaged_workbook: (facts) => ({ what: `${file(facts)} is a workbook, but a damaged one.`, todo: asCsv }),
    encrypted_workbook: (facts) => ({ what: `${file(facts)} is protected by a password.`, todo: "Open it with the password, save a copy without one, and drop the copy." }),
    unsupported_workbook: (facts) => ({ what: `${file(facts)} is a workbook of a kind that cannot be read here${str(facts, "kind") && ` (${str(facts, "kind")})`}.`, todo: asCsv }),
    encrypted_archive: (facts) => ({ what: `${file(facts)} is an archive protected by a password.`, todo: "Unpack it with the password and drop the files in it." }),
    unsupported_archive: (facts) => ({ what: `${file(facts)} is packed in a way that cannot be read here.`, todo: "Unpack it and drop the files in it, or pack them again as a plain zip." }),
    damaged_json: (facts) => ({ what: `${file(facts)} is not valid JSON${onLine(facts)}.`, todo: "Export it again, or export as CSV." }),
    out_of_memory: () => ({ what: "The memory that this browser gives to a page is used up. What is on screen is not lost.", todo: "Close other tabs and try again, or split the file by year." }),
    unknown_encoding: (facts) => ({ what: `The encoding “${str(facts, "text")}” is not known here.`, todo: "Choose another one under “How the file was opened”." }),
    no_customer_column: (facts) => ({
      what: `No column${inFile(facts)} says who bought.`,
      todo: "To know customers, each row needs a customer number, e-mail, phone number or name. Choose such a column below, or add it to your export; some marketplaces leave it out. An order number is not a customer.",
    }),
    one_row_per_customer: (facts) => ({
      what: `${file(facts)} has one row for each customer${str(facts, "columns") && ` (${str(facts, "columns")})`}, not one for each purchase.`,
      todo:
        str(facts, "contractual") === "true"
          ? "It looks like a table of subscriptions: such customers leave by ending a contract, which the purchase models cannot show. Who stays how long can be projected, from a column of tenure and one that says yes or no to having left. To see who comes back, drop a list of orders or payments with a date and an amount in each row."
          : "To see who comes back, drop the list of orders behind it: one row for each order or item, with customer, date and amount.",
    }),
    no_date_column: (facts) => ({ what: `No column${inFile(facts)} says when something was bought.`, todo: "Choose the date column below, or add the order date to your export." }),
    dates_without_day: (facts) => ({ what: `“${str(facts, "column")}”${inFile(facts)} says the month only.`, todo: "Export the day of each purchase, or choose another date column below." }),
    dates_without_year: (facts) => ({ what: `The dates in “${str(facts, "column")}”${inFile(facts)} have no year.`, todo: "Export them with their years, or choose another date column below." }),
    no_amount_column: (facts) => ({ what: `No column${inFile(facts)} says how much was paid.`, todo: "Choose the amount below, or a quantity and a unit price, or add the order total to your export." }),
    no_usable_row: (facts) => ({
      what: `No row${inFile(facts)} can be used${num(facts, "rows") > 0 ? `, out of ${f.count(num(facts, "rows"))}` : ""}.`,
      todo: "See below why, then look at the columns for customer, date and amount.",
    }),
    no_such_column: (facts) => ({ what: `There is no column number ${f.count(num(facts, "column") + 1)} in this table.`, todo: "Choose the columns again." }),
    file_unreadable: (facts) => ({ what: `${file(facts)} could not be read to its end. It was moved or changed, is a folder, or its drive does not answer.`, todo: "Copy it to this computer and drop the copy." }),
    not_inspected: () => ({ what: "The page no longer has the file.", todo: "Drop it again." }),
    nothing_loaded: () => ({ what: "No file is open.", todo: "Drop one, or try a sample." }),
    unknown_export: (facts) => ({ what: `This page cannot write “${str(facts, "text")}”.`, todo: "Choose another download." }),
    bad_summary: (facts) => ({ what: `The summary${onLine(facts)} is not possible: ${str(facts, "text")}.`, todo: "x, t_x, T: 0 ≤ t_x ≤ T, and customers is 0 or more. For bg-bb all are whole, and x ≤ t_x." }),
    no_spends: () => ({ what: "No amount is above zero, so no spend can be learned.", todo: "Check the amount column." }),
    bad_option: (facts) => ({ what: `A setting cannot be used${str(facts, "text") && `: ${str(facts, "text")}`}.`, todo: "Change it under Settings, or go back to the defaults." }),
    summaries_lengths: () => ({ what: "The columns of the summaries have different lengths.", todo: "Check the file and try again." }),
    unknown_model: (facts) => ({ what: `There is no model called “${str(facts, "text")}”.`, todo: "Choose one of bg-nbd, mbg-nbd, pareto-nbd, bg-cnbd-k, mbg-cnbd-k, nbd, bg-bb or gamma-gamma; for contracts sbg or bdw." }),
    bad_tenure: (facts) => ({ what: `The tenure${onLine(facts)} is not possible${str(facts, "text") && `: ${str(facts, "text")}`}.`, todo: "Tenures are whole periods from 0 to 10,000; survivors stand for periods 0, 1, 2 … and never grow." }),
    bad_parameters: () => ({ what: "The model cannot have these parameters.", todo: "Give all of them in their order, each above 0." }),
    bad_horizon: () => ({ what: "A horizon must be a number of 0 or more.", todo: "Check the horizons; for bg-bb they count whole opportunities." }),
    no_customers: () => ({ what: "The summaries hold no customer.", todo: "Check the file and try again." }),
    cancelled: () => ({ what: "You stopped it.", todo: "Nothing was changed." }),
    worker_died: () => ({ what: "The computation ended unexpectedly, most likely for lack of memory. A fresh one is ready, and what you chose is kept.", todo: "Try again. If it happens once more, close other tabs or split the file by year." }),
    paste_not_a_table: () => ({ what: "What you pasted is not a table.", todo: "Copy at least two rows with their column names from your spreadsheet and paste again." }),
  } satisfies ById<Problem>;
  return {
    byId: byId as ById<Problem>,
    unknown: (code: string, text: string): Problem => ({
      what: `Something went wrong that this page has no words for (${code}${text && `: ${text}`}).`,
      todo: "Your file is untouched. Try again, or try another export of it.",
    }),
    place: (fileName: string | null, line: number | null, column: string | null) =>
      f.list([fileName, line === null ? null : `line ${f.count(line)}`, column === null ? null : `column “${column}”`].filter((part) => part !== null)),
    found: (text: string) => `Found there: ${text}`,
    dismiss: "Close this message",
  };
};

export type ProblemsWords = ReturnType<typeof problems>;
