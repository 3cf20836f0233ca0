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
  const table = await connection.query(`select count(*)::DOUBLE c, sum(n)::DOUBLE r, sum(s)::DOUBLE s from (${query.replace("FILE", source)})`);
  const { c, r, s } = table.toArray()[0].toJSON();
  return { customers: c, rows: r, sum: s };
}
