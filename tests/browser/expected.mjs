// The figures that other tools computed for the real files, and how ours are held against them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(fileURLToPath(import.meta.url), "../../..");

/** Where the real files are: beside the repository. With CI=true their absence is a failure, else a reason to skip. */
export const DATA = process.env.REGULARS_SHARED ? join(process.env.REGULARS_SHARED, "data") : join(ROOT, "../shared/data");
export const skipWithoutData =
  existsSync(DATA) || process.env.CI === "true" ? false : "the real files (../shared/data) are not there";

/** Data sets that a person could map from the file alone, with their files. */
export const DATA_SETS = {
  online_retail: ["online_retail.csv.gz"],
  retail_transactions: ["retail_transactions.csv.gz"],
  rfm_r_orders: ["rfm_r_orders.csv"],
  sales_data_sample: ["sales_data_sample.csv"],
  classicmodels_payments_noheader: ["classicmodels_payments_noheader.csv"],
  superstore_orders: ["superstore_orders.csv"],
  "superstore_orders (xls)": ["superstore.xls"],
  taobao_books_gbk: ["taobao_books_gbk.csv"],
  "taobao_books_gbk (xlsx)": ["taobao_books_2018.xlsx", "taobao_books_2019.xlsx"],
  jaffle_shop: ["jaffle_shop/raw_orders.csv", "jaffle_shop/raw_payments.csv", "jaffle_shop/raw_customers.csv"],
  olist_sample: ["olist_sample/olist_orders.csv", "olist_sample/olist_customers.csv", "olist_sample/olist_payments.csv", "olist_sample/olist_items.csv"],
};

/** Files that hold no purchases of customers: refused, with one of these reasons. */
export const NO_PURCHASES = ["tmall_order_report.csv", "telco_churn.csv", "marketing_campaign.tsv", "hillstrom_email.csv.gz"];
export const NO_PURCHASES_CODES = ["no_customer_column", "no_date_column", "one_row_per_customer", "no_amount_column"];

export const paths = (files) => files.map((file) => join(DATA, file));

const expectedOf = (name) => JSON.parse(readFileSync(join(DATA, "expected", `${name.split(" ")[0]}.json`), "utf8"));

/** Everything in which the report differs from the expected figures; empty = the same. */
export function differences(name, report) {
  const expected = expectedOf(name);
  const wrong = [];
  const same = (what, ours, theirs) => {
    if (theirs !== null && theirs !== undefined && !equal(ours, theirs)) wrong.push(`${what}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`);
  };
  for (const key of ["rows_total", "rows_used", "blank_lines_ignored"]) same(key, report.input[key], expected[key]);
  for (const [reason, rows] of Object.entries(expected.rows_skipped)) same(`skipped ${reason}`, report.input.rows_skipped[reason], rows);
  for (const key of TOTALS) same(key, report.totals[key], expected[key]);
  for (const [key, value] of Object.entries(expected.rfm)) same(`rfm.${key}`, report.rfm[key], value);
  for (const [key, value] of Object.entries(expected.btyd_day_sums)) same(`btyd_day_sums.${key}`, report.btyd_day_sums[key], value);
  return wrong;
}

const TOTALS = [
  "customers_any_used_row", "customers_with_a_purchase", "customers_without_a_purchase", "orders_all", "orders_net_positive",
  "rows_negative", "rows_zero", "net_revenue", "gross_positive_revenue", "negative_revenue", "first_row_date",
  "last_row_date", "first_purchase_day", "last_purchase_day", "repeat_buyers_by_days",
];

/** Numbers and decimal texts by value (floats to the last few bits), everything else exactly. */
function equal(ours, theirs) {
  if (Array.isArray(theirs)) return Array.isArray(ours) && ours.length === theirs.length && theirs.every((one, i) => equal(ours[i], one));
  const [a, b] = [ours, theirs].map((one) => (typeof one === "number" || (typeof one === "string" && one.trim() !== "") ? Number(one) : NaN));
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a === b || Math.abs(a - b) <= 1e-12 * Math.abs(b);
  return ours === theirs;
}

/** The sampled customers of a data set (`expected/*.sample.csv`), as objects. */
export function sampledCustomers(name) {
  const [header, ...rows] = parse(readFileSync(join(DATA, "expected", `${name.split(" ")[0]}.sample.csv`), "utf8"));
  return rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])));
}

/** RFC 4180, as simple as it can be: an independent reader for what the product writes. */
export function parse(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === ",") row.push(cell), (cell = "");
    else if (sign === "\n") {
      row.push(cell.replace(/\r$/, ""));
      rows.push(row);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}
