// ClickHouse, in this process through chDB, starts the line worker itself: orders folded in SQL, customers scored by
// `executable()`, and the same customers by one worker alone. On a server the script lies in `user_scripts_path`.
//
//   npm i --prefix examples/warehouse && npm run build && node examples/warehouse/clickhouse.cjs learned.json
const { execFileSync } = require("node:child_process");
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");
const { Session } = require("chdb");

const learned = resolve(process.argv[2]);
const command = [
  join(__dirname, "worker.mjs"),
  resolve(__dirname, "../../dist/browser/clientele.score.global.js"),
  learned,
];
const folder = mkdtempSync(join(tmpdir(), "clickhouse-"));
mkdirSync(join(folder, "user_scripts"));
const quoted = [process.execPath, ...command].map((part) => `'${part}'`).join(" ");
writeFileSync(join(folder, "user_scripts/score.sh"), `#!/bin/sh\nexec ${quoted}\n`, { mode: 0o755 });

const session = new Session(folder);
const ask = (sql, format) => String(session.query(sql, format)).trim();

// 64-bit integers would come as text in older versions: everything is cast.
const history = `
  SELECT customerId, toUInt32(count()) AS orders, toFloat64(sum(cents)) AS revenue,
    toUInt32(759 - max(day)) AS recencyDays, toUInt32(uniqExact(day) - 1) AS frequency,
    (max(day) - min(day)) / 7 AS recency, (759 - min(day)) / 7 AS age
  FROM (
    SELECT concat('c', toString(number * 7919 % 20000)) AS customerId, (number * 37) % 760 AS day,
      500 + (number * 97) % 9000 AS cents
    FROM numbers(1000000)
  )
  GROUP BY customerId`;
const shape = "customerId String, code String, segment String, alive Float64, purchases Float64";
const scored = ask(
  `SELECT * FROM executable('score.sh', 'JSONEachRow', '${shape}', (${history})) ORDER BY customerId`,
  "JSONEachRow",
);
const alone = execFileSync(process.execPath, command, {
  input: `${ask(history, "JSONEachRow")}\n`,
  maxBuffer: 1 << 28,
  encoding: "utf8",
});
rmSync(folder, { recursive: true });

const sorted = (lines) =>
  lines
    .trim()
    .split("\n")
    .map((line) => JSON.stringify(JSON.parse(line)))
    .sort();
const [engine, single] = [sorted(scored), sorted(alone)];
const equal = engine.length === single.length && engine.every((line, i) => line === single[i]);
console.log(JSON.stringify({ customers: engine.length, equal }));
process.exitCode = equal ? 0 : 1;
