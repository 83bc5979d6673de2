// Cut-offs and a model from statistics: { grouped, sample } as columns on standard input, what the worker needs on output.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { bgNbd, scoreRfm } = await import(pathToFileURL(`${process.argv[2]}/dist/index.js`).href);
const { grouped, sample } = JSON.parse(readFileSync(0, "utf8"));
const model = bgNbd.fit({ columns: grouped, timeUnit: "week" });
const { cuts } = scoreRfm({ columns: sample });
process.stdout.write(JSON.stringify({ cuts, model, horizon: 52 }));
