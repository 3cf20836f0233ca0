// DuckDB-WASM, its `eh` bundle with the column types given, computing what we need of each customer.

import * as duckdb from "@duckdb/duckdb-wasm";

let database, connection;

export async function init() {
  const worker = new Worker("/libs/@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js");
  database = new duckdb.AsyncDuckDB({ log() {} }, worker);
  await database.instantiate(new URL("/libs/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm", location.href).href);
  connection = await database.connect();
}

const KINDS = {
  bench: {
    columns: "{'customer_id':'VARCHAR','order_id':'VARCHAR','date':'DATE','amount':'DOUBLE'}",
    query: "select customer_id k, min(date) f, max(date) l, count(distinct date) d, sum(amount) s, count(*) n from FILE group by 1",
  },
  retail: {
    columns: "{'InvoiceNo':'VARCHAR','StockCode':'VARCHAR','Description':'VARCHAR','Quantity':'BIGINT','InvoiceDate':'TIMESTAMP','UnitPrice':'DOUBLE','CustomerID':'VARCHAR','Country':'VARCHAR'}",
    query: "select CustomerID k, min(InvoiceDate::DATE) f, max(InvoiceDate::DATE) l, count(distinct InvoiceDate::DATE) d, sum(Quantity*UnitPrice) s, count(*) n from FILE where CustomerID is not null and CustomerID<>'' group by 1",
  },
};

export async function run(file, kind) {
  await database.registerFileHandle("f.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const { columns, query } = KINDS[kind];
  const source = `read_csv('f.csv', header=true, auto_detect=false, delim=',', quote='"', escape='"', columns=${columns})`;
  // Every aggregate is asked for: what nobody reads, DuckDB's optimiser would not compute.
  const since1970 = (day) => `sum(date_diff('day', DATE '1970-01-01', ${day}))::DOUBLE`;
  const table = await connection.query(
    `select count(*)::DOUBLE "customers", sum(n)::DOUBLE "rows", sum(s)::DOUBLE "sum", sum(d)::DOUBLE "days", ${since1970("f")} "first", ${since1970("l")} "last" from (${query.replace("FILE", source)})`,
  );
  return table.toArray()[0].toJSON();
}
