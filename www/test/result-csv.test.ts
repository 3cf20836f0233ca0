import assert from "node:assert/strict";
import { test } from "node:test";
import { csvBlob, csvText, neutral } from "../src/ui/result/csv.ts";

// The list of the OWASP page on CSV injection: = + - @ tab, carriage return.
test("texts that a spreadsheet would run are made harmless", () => {
  for (const text of ["=1+1", "+1+1", "-A1", "--1", "-$A$1", "+49 123", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋A1", "－A1", "＠A1", '=HYPERLINK("http://x")']) assert.equal(neutral(text), `'${text}`);
  for (const text of ["C1001", "a=b", " =1", "熟客", "", "-5.00", "+3", "-1e-9", "-1.234,56", "－5", "-1\u00a0234", "-$5.00", "-5%", "-", "--"]) assert.equal(neutral(text), text);
});

test("cells follow RFC 4180 and numbers stay numbers", () => {
  assert.equal(csvText([["a,b", 'say "hi"', "two\nlines", -1.5, null], ["=x,y", Infinity, 0, "", "é"]]), '"a,b","say ""hi""","two\nlines",-1.5,\r\n"\'=x,y",,0,,é\r\n');
});

test("the file begins with a byte order mark, or spreadsheets would garble Chinese", async () => {
  const bytes = new Uint8Array(await csvBlob([["熟客"]]).arrayBuffer());
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
});
