// The command line as it ships: `dist/npm/cli.js` in a process of its own.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  DATA, DATA_SETS, differences, NO_PURCHASES, NO_PURCHASES_CODES, parse, paths, sampledCustomers, skipWithoutData,
} from "../browser/expected.mjs";

const CLI = join(fileURLToPath(import.meta.url), "../../../dist/npm/cli.js");
const folder = mkdtempSync(join(tmpdir(), "regulars-"));
after(() => rmSync(folder, { recursive: true }));

function run(...args) {
  return new Promise((resolve) => {
    const options = { maxBuffer: 1 << 30, encoding: "buffer", env: { ...process.env, TZ: "Asia/Shanghai" } };
    execFile(process.execPath, [CLI, ...args], options, (error, out, err) => {
      resolve({ code: error ? error.code : 0, out: out.toString("utf8"), raw: out, err: err.toString("utf8") });
    });
  });
}

/** The same with a text on standard input. */
function piped(text, ...args) {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], { maxBuffer: 1 << 30 }, (error, out, err) => {
      resolve({ code: error ? error.code : 0, out, err });
    });
    child.stdin.end(text);
  });
}

function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Exit code 1 and exactly one JSON object with a sentence and advice; never a stack trace. */
function refused({ code, err }, ...codes) {
  assert.equal(code, 1, err);
  const refusal = JSON.parse(err);
  assert.equal(err.trim().split("\n").length, 1);
  assert.ok(codes.includes(refusal.code), `${refusal.code} instead of ${codes}`);
  for (const key of ["message", "hint"]) assert.match(refusal[key], /\w.*\./);
  assert.doesNotMatch(err, /\n\s+at |node:internal|\.rs:/);
  return refusal;
}

const SIMPLE = "customer,date,amount\nann,2024-01-05,10.50\nbob,2024-02-01,3\nann,2024-03-01,-0.50\n";

for (const [name, files] of Object.entries(DATA_SETS)) {
  test(`analyze gives the expected figures with no mapping: ${name}`, { skip: skipWithoutData }, async () => {
    const { code, out, err } = await run("analyze", ...paths(files));
    assert.equal(code, 0, err);
    assert.deepEqual(differences(name, JSON.parse(out)), []);
  });
}

for (const name of NO_PURCHASES) {
  test(`analyze refuses what holds no purchases: ${name}`, { skip: skipWithoutData }, async () => {
    refused(await run("analyze", join(DATA, name)), ...NO_PURCHASES_CODES);
  });
}

for (const name of ["online_retail", "retail_transactions", "superstore_orders", "taobao_books_gbk"]) {
  test(`customers gives the sampled customers: ${name}`, { skip: skipWithoutData }, async () => {
    const { code, out, err } = await run("customers", ...paths(DATA_SETS[name]));
    assert.equal(code, 0, err);
    const [header, ...rows] = parse(out.replace(/^\ufeff/, ""));
    const ours = new Map(rows.map((row) => [row[0], Object.fromEntries(header.map((key, i) => [key, row[i]]))]));
    for (const theirs of sampledCustomers(name)) {
      // The id has another name in each file; it is the first column of all.
      const id = Object.values(theirs)[0];
      const mine = ours.get(id);
      assert.ok(mine, id);
      for (const [key, value] of [
        ["first_purchase", theirs.first], ["last_purchase", theirs.last], ["order_days", theirs.order_days],
        ["orders", theirs.orders], ["r", theirs.R], ["f", theirs.F], ["m", theirs.M],
      ]) {
        if (value !== undefined) assert.equal(mine[key], value.slice(0, 10), `${id} ${key}`);
      }
      assert.equal(Number(mine.net), Number(theirs.net), `${id} net`);
    }
  });
}

test("analyze: every row is accounted for, money is exact, questions are listed", async () => {
  const report = JSON.parse((await run("analyze", file("simple.csv", SIMPLE))).out);
  assert.equal(report.input.rows_total, 3);
  assert.equal(report.input.rows_used, 3);
  assert.equal(report.totals.net_revenue, "13");
  assert.equal(report.totals.gross_positive_revenue, "13.5");
  assert.equal(report.totals.customers_with_a_purchase, 2);
  assert.ok(Array.isArray(report.questions));
  assert.ok(Array.isArray(report.segments) || typeof report.segments === "object");
});

test("inspect says what the file is", async () => {
  const { out } = await run("inspect", file("simple.csv", SIMPLE));
  const { tables } = JSON.parse(out);
  assert.equal(tables[0].delimiter, ",");
  assert.equal(tables[0].header_line, 1);
  assert.deepEqual(tables[0].columns.map((column) => column.role), ["customer", "date", "amount"]);
});

test("--map: by name and by number", async () => {
  const path = file("odd.csv", "a,b,c,d\n2024-01-05,10.50,7.00,ann\n2024-02-05,1.50,7.00,bob\n2024-02-09,1.50,7.00,ann\n");
  for (const [customer, amount] of [["d", "c"], ["4", "3"]]) {
    const { out, err } = await run("analyze", path, "--map", `customer=${customer}`, "--map", `amount=${amount}`, "--map", "date=a");
    assert.equal(JSON.parse(out || err).totals?.net_revenue, "21", err);
  }
  const nobody = refused(await run("analyze", path, "--map", "customer=nobody"), "bad_column");
  assert.match(nobody.message, /nobody/);
  assert.match(nobody.hint, /a, b, c, d/);
});

test("--options: settings and choices from a file", async () => {
  const options = file("options.json", JSON.stringify({ horizon_days: 100, mapping: { customer: "customer" } }));
  const { out, err } = await run("analyze", file("simple.csv", SIMPLE), "--options", options);
  assert.equal(JSON.parse(out || err).totals?.net_revenue, "13", err);
});

test("clean writes the table as RFC 4180 in UTF-8", async () => {
  const path = file("semicolon.csv", Buffer.from("Kunde;Datum;Betrag\r\nM\xfcller, A.;01.02.2024;1.234,50\r\n", "latin1"));
  const { out, raw, code, err } = await run("clean", path);
  assert.equal(code, 0, err);
  assert.doesNotThrow(() => new TextDecoder("utf-8", { fatal: true }).decode(raw));
  assert.deepEqual(parse(out.replace(/^\ufeff/, "")), [["Kunde", "Datum", "Betrag"], ["Müller, A.", "01.02.2024", "1.234,50"]]);
});

test("clean copies every cell as it is: a program reads it (SECURITY.md)", async () => {
  const text = "customer,date,amount\r\n=1+1,2024-01-05,-5.00\r\n";
  const { out, err } = await run("clean", file("formula.csv", text));
  assert.equal(out.replace(/^\ufeff/, ""), text, err);
});

test("refusals: a sentence, a hint and no stack trace", async () => {
  refused(await run("analyze", file("empty.csv", "")), "empty_file");
  refused(await run("analyze", file("header.csv", "customer,date,amount\n")), "no_data_rows", "no_rows");
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
  refused(await run("analyze", file("picture.csv", png)), "not_a_table");
  refused(await run("analyze", file("nobody.csv", "date,amount\n2024-01-05,10.50\n2024-02-05,1.50\n")), "no_customer_column");
  const months = "customer,month,amount\nA,2024-01,10.50\nB,2024-02,1.50\nA,2024-03,7.25\n";
  assert.match(refused(await run("analyze", file("months.csv", months)), "dates_without_day").message, /“month”/);
  assert.match(refused(await run("analyze", join(folder, "not-there.csv")), "file_unreadable").message, /not there/);
  assert.match(refused(await run("analyze", folder), "file_unreadable").message, /folder/);
  const simple = file("simple.csv", SIMPLE);
  for (const wrong of [{ date_order: "sideways" }, { horizon_days: "many" }]) {
    const { message } = refused(await run("analyze", simple, "--options", file("wrong.json", JSON.stringify(wrong))), "bad_option");
    assert.doesNotMatch(message, /Error/);
  }
  refused(await run("inspect", simple, "--options", file("wrong.json", '{"encoding":"klingon"}')), "unknown_encoding");
});

test("a table may come through a pipe", async () => {
  for (const path of ["-", "/dev/stdin"]) {
    const { code, out, err } = await piped(SIMPLE, "analyze", path);
    assert.equal(code, 0, err);
    assert.equal(JSON.parse(out).totals.net_revenue, "13");
  }
  refused(await piped("", "analyze", "-"), "empty_file");
});

test("every choice of an options file is taken", async () => {
  const path = file("totals.csv", "order,customer,date,total,refunded\n1,ann,2024-01-05,10,4\n1,ann,2024-01-05,10,4\n2,bob,2024-02-01,3,\n3,ann,2024-02-01,7,\n");
  for (const [settings, net] of [[{ level: "row" }, "30"], [{ level: "each_line" }, "20"], [{ level: "row", subtract_refunds: true }, "22"]]) {
    const { out, err } = await run("analyze", path, "--options", file("level.json", JSON.stringify(settings)));
    assert.equal(JSON.parse(out || err).totals?.net_revenue, net, JSON.stringify(settings));
  }
});

test("a command that is not understood is refused like anything else", async () => {
  for (const args of [["bake"], ["analyze"], ["analyze", "--bake"], ["analyze", "x.csv", "--map", "customer"],
    ["analyze", "x.csv", "--map", "buyer=a"], ["analyze", "x.csv", "--options", file("list.json", "[1]")],
    ["analyze", "x.csv", "--options", file("no.json", "{")], ["inspect", "x.csv", "-x"]]) {
    refused(await run(...args), "usage");
  }
});

test("fit: contracts from one row per customer or from the survivors of a cohort", async () => {
  // Fader & Hardie 2007, table 1 and p. 82: the regular segment's seven years, α = 0.704, β = 1.182.
  const survivors = [1000, 631, 468, 382, 326, 289, 262, 241];
  const cohort = file("cohort.csv", `period,survivors\n${survivors.map((n, t) => `${t},${n}`).join("\n")}\n`);
  const rows = survivors.slice(1).map((n, t) => `${t + 1},yes,${survivors[t] - n}`);
  const people = file("people.csv", `\ufeffcustomers,Churned,Tenure\r\n${[...rows, "7,no,241"].map((row) => row.split(",").reverse().join(",")).join("\r\n")}\r\n`);
  for (const path of [cohort, people]) {
    const { code, out, err } = await run("fit", "--model", "sbg", "--summaries", path);
    assert.equal(code, 0, err);
    const { params, standard_errors, log_likelihood, projection, verdict } = JSON.parse(out);
    assert.ok(Math.abs(params.alpha - 0.704) < 2e-3 && Math.abs(params.beta - 1.182) < 3e-3, out);
    assert.ok(standard_errors.alpha > 0 && Math.abs(log_likelihood + 1680.3) < 0.1 && verdict === null);
    // The paper's recursion, S(t) = S(t − 1) (β + t − 1)/(α + β + t − 1), with its parameters.
    let year12 = 1;
    for (let t = 1; t <= 12; t++) year12 *= (1.182 + t - 1) / (0.704 + 1.182 + t - 1);
    assert.ok(Math.abs(projection[12].survival - year12) < 1e-3, JSON.stringify(projection[12]));
  }
  const { out } = await run("fit", "--model", "bdw", "--summaries", cohort);
  assert.deepEqual(Object.keys(JSON.parse(out).params), ["alpha", "beta", "c"]);
});

test("analyze of customers under contract is refused and says who answers", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `C${i},${1 + (i % 12)},${i % 3 ? "Yes" : "No"},${20 + i}`);
  const path = file("contracts.csv", `customerID,tenure,Churn,MonthlyCharges\n${rows.join("\n")}\n`);
  assert.match(refused(await run("analyze", path), "one_row_per_customer").hint, /regulars inspect contracts\.csv/);
  const { contracts } = JSON.parse((await run("inspect", path)).out);
  assert.ok(contracts.used.projection[1].residual_lifetime > 0);
});

test("fit and score: what is no table of summaries is refused with its line", async () => {
  const fit = (text, model = "bg-nbd") => run("fit", "--model", model, "--summaries", file("summaries.csv", text));
  const bad = [
    "", "x,t_x\n1,2\n", "x;t_x;T\n1;2;5\n", "x,x,t_x,T\n1,1,2,5\n", "x,t_x,T\n1,NaN,5\n", "x,t_x,T\n1,,5\n", "x,t_x,T\n1,2\n",
    "x,t_x,T\n-1,2,5\n", "x,t_x,T\n1.5,2,5\n", "x,t_x,T\n1,2,Infinity\n", "x,t_x,T\n0x1,2,5\n", "x,t_x,T,customers\n1,2,5,many\n",
  ];
  for (const text of bad) refused(await fit(text), "bad_table");
  const [late, weight, gap] = ["x,t_x,T\n\n1,2,5\n1,6,5\n", "x,t_x,T,customers\n1,2,5,-1\n", "x,t_x,T\n1,2,5\n\n1,-2,5\n"];
  for (const [text, line] of [[late, 4], [weight, 2], [gap, 4]]) assert.equal(refused(await fit(text), "bad_summary").line, line);
  for (const text of ["x,t_x,T\n", "x,t_x,T,customers\n1,2,5,0\n"]) refused(await fit(text), "no_customers");
  refused(await fit("x,t_x,T\n1,2,5\n", "gamma-gamma"), "bad_table");
  refused(await fit("x,t_x,T\n3,2,5\n", "bg-bb"), "bad_summary");
  refused(await fit("x,t_x,T\n1,2,5\n", "best"), "unknown_model");
  for (const text of ["tenure\n3\n", "tenure,churned\n3,maybe\n", "survivors\n9\n"]) refused(await fit(text, "sbg"), "bad_table");
  assert.equal(refused(await fit("tenure,churned\n3,no\n3.7,yes\n", "sbg"), "bad_tenure").line, 3);
  const score = (params, at) => run("score", "--model", "bg-nbd", "--params", params, "--at", at, "--summaries", file("one.csv", "x,t_x,T\n1,2,5\n"));
  refused(await score("1,2,3", "1"), "bad_parameters");
  refused(await score("0,2,3,4", "1"), "bad_parameters");
  refused(await score("1,2,3,4", "-1"), "bad_horizon");
  refused(await score("1,2,3,4", "soon"), "usage");
});

test("fit and score: other orders, marks and notations of the same summaries", async () => {
  const plain = "x,t_x,T\n2,30.43,38.86\n0,0,38.86\n1,0.5,30\n";
  const same = [
    plain.replaceAll("\n", "\r\n"), `\ufeff${plain}`, plain.replace("30.43", "3043e-2"),
    "T,note,x,t_x\n38.86,a,2,30.43\n38.86,,0,0\n30,b,1,.5\n", '"x","t_x","T"\n"2","30.43","38.86"\n 0 , 0 ,38.86\n1,0.5,30',
  ];
  const score = async (text) => {
    const args = ["score", "--model", "bg-nbd", "--params", "0.242593,4.41353,0.792886,2.42575", "--at", "39", "--summaries"];
    const { code, out, err } = await run(...args, file("same.csv", text));
    assert.equal(code, 0, err);
    return out;
  };
  const expected = await score(plain);
  // Fader, Hardie & Lee's spreadsheet note: customer 0001 of CDNOW is expected to buy 1.226 times in 39 weeks.
  assert.match(expected.split("\n")[1], /^2,30\.43,38\.86,.*,1\.2259101565/);
  for (const text of same) assert.equal(await score(text), expected);
  const spends = file("spends.csv", "x,t_x,T,m_x\n0,0,9,\n1,2,5,10\n2,3,5,NaN\n3,4,5,30\n");
  assert.equal((await run("fit", "--model", "gamma-gamma", "--summaries", spends)).code, 0);
});

test("a formula in an id cannot run in a spreadsheet", async () => {
  const path = file("formula.csv", 'customer,date,amount\n"=HYPERLINK(""http://x"")",2024-01-05,10\n+49 123,2024-01-06,4\n@x,2024-01-06,4\n-a,2024-01-06,4\n');
  const { out } = await run("customers", path);
  const ids = parse(out.replace(/^\ufeff/, "")).slice(1).map((row) => row[0]);
  assert.equal(ids.length, 4);
  for (const id of ids) assert.doesNotMatch(id, /^[=+\-@\t\r]/);
});

test("the same answer in three time zones", async () => {
  const path = file("zones.csv", "customer,date,amount\nann,2024-01-05 23:59,10\nbob,2024-03-31 00:01,3\nann,2024-10-27 02:30,4\n");
  const answers = [];
  for (const TZ of ["Asia/Shanghai", "Europe/London", "America/New_York"]) {
    answers.push(
      await new Promise((resolve) =>
        execFile(process.execPath, [CLI, "analyze", path], { env: { ...process.env, TZ } }, (error, out) => resolve(out)),
      ),
    );
  }
  assert.equal(JSON.parse(answers[0]).totals.first_purchase_day, "2024-01-05");
  assert.equal(new Set(answers).size, 1);
});

test("the package holds what it names", () => {
  const package_ = JSON.parse(readFileSync(join(CLI, "../package.json"), "utf8"));
  assert.equal(package_.bin.regulars, "cli.js");
  assert.match(readFileSync(CLI, "utf8"), /^#!\/usr\/bin\/env node\n/);
});
