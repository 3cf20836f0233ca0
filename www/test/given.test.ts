// Tables in the shapes that hosts have them. Expected texts by RFC 4180 and by the hosts' own documentation of a record.

import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOfColumns, csvOfRows, filesOf, NotGiven } from "../src/embed/given.ts";
import { LIMITS } from "../src/embed/messages.ts";

test("what must be quoted is quoted (RFC 4180), what is missing is empty", () => {
  const rows = [
    { a: 'say "hi"', b: "1,5", c: "two\r\nlines" },
    { a: " spaced ", c: null, d: undefined },
    { d: 0.1, a: true },
  ];
  assert.equal(csvOfRows(rows), 'a,b,c,d\r\n"say ""hi""","1,5","two\r\nlines",\r\n" spaced ",,,\r\ntrue,,,0.1\r\n');
});

test("JianDaoYun's records: people and departments are nested one level", () => {
  const record = { _id: "65a", creator: { _id: "u1", name: "店长" }, _widget_1: "林小姐", _widget_2: "2024-01-05T00:00:00.000Z", _widget_3: 128.5, _widget_4: ["VIP", "老客"] };
  assert.equal(csvOfRows([record]), "_id,creator._id,creator.name,_widget_1,_widget_2,_widget_3,_widget_4\r\n65a,u1,店长,林小姐,2024-01-05T00:00:00.000Z,128.5,VIP;老客\r\n");
});

test("Airtable's records: fields stand beside the record's own id", () => {
  const record = { id: "rec1", createdTime: "2024-01-05T08:00:00.000Z", fields: { Customer: "Ada", Date: "2024-01-05", Total: 12.5 } };
  assert.equal(csvOfRows([record]), "id,createdTime,Customer,Date,Total\r\nrec1,2024-01-05T08:00:00.000Z,Ada,2024-01-05,12.5\r\n");
});

test("Feishu Base's records: texts are lists of pieces, people are objects, days are milliseconds", () => {
  const record = { record_id: "r1", fields: { 客户: [{ type: "text", text: "王芳" }], 日期: 1704412800000, 金额: 99, 负责人: [{ id: "ou_1", name: "张伟" }] } };
  assert.equal(csvOfRows([record]), "record_id,客户,日期,金额,负责人\r\nr1,王芳,1704412800000,99,张伟\r\n");
});

test("columns of one length; typed arrays too", () => {
  assert.equal(csvOfColumns({ a: ["x", "y"], b: new Float64Array([1.5, 2]) }), "a,b\r\nx,1.5\r\ny,2\r\n");
  assert.throws(() => csvOfColumns({ a: [1], b: [] }), NotGiven);
});

test("an empty list, and what is no table", () => {
  assert.equal(csvOfRows([]), "\r\n");
  for (const given of [{}, { rows: 5 }, { csv: 5 }, { files: [] }, { files: ["x"] }, { columns: { a: "text" } }]) {
    assert.throws(() => filesOf(given as never), (error: unknown) => error instanceof NotGiven && error.code === "bad_message");
  }
});

test("each limit: at it a table is taken, above it refused", () => {
  const list = <T,>(length: number, one: T): T[] => Array<T>(length).fill(one);
  const names = (length: number): string[] => Array.from({ length }, (_, i) => `c${i}`);
  const object = (length: number): Record<string, number> => Object.fromEntries(names(length).map((name) => [name, 1]));
  const file = new File(["a"], "a.csv");
  const { rows, columns, files } = LIMITS;
  const shapes: [string, (more: number) => object][] = [
    ["rows", (more) => ({ rows: list(rows + more, ["x"]) })],
    ["rows in columns", (more) => ({ columns: { a: new Uint8Array(rows + more) } })],
    ["columns of objects", (more) => ({ rows: [object(columns + more)] })],
    ["columns of all objects", (more) => ({ rows: [object(columns), ...(more ? [{ another: 1 }] : [])] })],
    ["columns of lists", (more) => ({ rows: [list(columns + more, 1)] })],
    ["columns in the header", (more) => ({ rows: [[1]], header: names(columns + more) })],
    ["columns by name", (more) => ({ columns: Object.fromEntries(names(columns + more).map((name) => [name, [1]])) })],
    ["files", (more) => ({ files: list(files + more, file) })],
  ];
  for (const [what, given] of shapes) {
    assert.doesNotThrow(() => filesOf(given(0)), what);
    assert.throws(() => filesOf(given(1)), tooLarge, what);
  }
});

test("the limit of bytes counts bytes, in every shape that is no file", () => {
  // Two bytes each: as many letters as fit are half as many as the limit has bytes.
  const half = "é".repeat(LIMITS.bytes / 2);
  assert.equal(filesOf({ csv: half })[0]?.size, LIMITS.bytes);
  assert.throws(() => filesOf({ csv: `${half}x` }), tooLarge);
  assert.throws(() => filesOf({ bytes: new Uint8Array(LIMITS.bytes + 1) }), tooLarge);
  assert.throws(() => filesOf({ rows: [[half]] }), tooLarge);
  // Longer than a text may be: refused before it is put together.
  assert.throws(() => filesOf({ rows: Array<string[]>(5).fill([half]) }), tooLarge);
  const file = new File([half, "x"], "large.csv");
  assert.deepEqual(filesOf({ file }), [file]);
});

test("a Blob among files gets a name, as a table is known by one", () => {
  const [one, two] = filesOf({ files: [new Blob(["a,b"]), new File(["c"], "own.csv")] as File[], name: "shop.csv" });
  assert.ok(one instanceof File);
  assert.deepEqual([one.name, one.size, two?.name], ["shop.csv", 3, "own.csv"]);
});

const tooLarge = (error: unknown): boolean => error instanceof NotGiven && error.code === "too_large";
