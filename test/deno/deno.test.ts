import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { notebooks } from "../../examples/notebooks/make.ts";
import { packedConsumer, root } from "../package/packed.ts";

const DENO = process.env["DENO"] ?? join(root, "test/runtimes/node_modules/.bin/deno");
const present = existsSync(DENO);
if (!present) console.warn("NOT RUN, Deno: run `npm ci --prefix test/runtimes` first.");

const consumer = packedConsumer();
afterAll(consumer.remove);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
consumer.write("package.json", JSON.stringify({ name: "@host/page", private: true, type: "module" }));

/** What Deno says, and whether it is content. */
async function deno(...args: string[]): Promise<{ ok: boolean; text: string }> {
  const options = { cwd: consumer.folder, env: { ...process.env, NO_COLOR: "1" } };
  return promisify(execFile)(DENO, args, options).then(
    ({ stdout, stderr }) => ({ ok: true, text: stdout + stderr }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ ok: false, text: stdout + stderr }),
  );
}

const check = (...files: string[]) => deno("check", "--node-modules-dir=manual", ...files);

test.runIf(present)("the packed library runs in Deno by npm: and by its name, typed", async () => {
  const program = (from: string): string => `
    import { scoreRfm } from "${from}";
    const scores = scoreRfm([{ customerId: "ann", recencyDays: 3, orders: 9, revenue: 420 }]);
    const segment: string | null = scores.row(0).segment;
    console.log(segment);
  `;
  for (const [name, from] of [
    ["by-npm.ts", `npm:clientele@${version}`],
    ["by-name.ts", "clientele"],
  ] as const) {
    consumer.write(name, program(from));
    const said = await deno("run", "--check", "--node-modules-dir=manual", name);
    expect(said.text).toMatch(/champions|others|new|loyal|promising/);
    expect(said.ok).toBe(true);
  }
});

test.runIf(present)("a wrong call does not pass `deno check`", async () => {
  consumer.write(
    "wrong.ts",
    'import { scoreRfm } from "clientele";\nscoreRfm([{ customerId: "ann", recencyDays: "3", orders: 9, revenue: 420 }]);\n',
  );
  const said = await check("wrong.ts");
  expect(said.ok).toBe(false);
  expect(said.text).toContain("TS2322");
});

test.runIf(present)("every subpath passes `deno check`", async () => {
  const uses = consumer.specifiers.map((from, i) => `import * as s${i} from "${from}";\nvoid s${i};`);
  consumer.write("all.ts", `${uses.join("\n")}\n`);
  const said = await check("all.ts");
  expect(said.text).not.toContain("error");
  expect(said.ok).toBe(true);
});

test.runIf(present)("a built file is typed by its path, as in an import map of a page", async () => {
  const program = (type: string) => `
    import { bgNbd, scoreRfm } from "./node_modules/clientele/dist/index.js";
    const model: bgNbd.BgNbdModel | undefined = undefined;
    const segment: ${type} = scoreRfm([{ customerId: "ann", recencyDays: 3, orders: 9, revenue: 420 }]).row(0).segment;
    console.log(segment, model, bgNbd.kind);`;
  consumer.write("by-path.ts", program("string | null"));
  expect(await check("by-path.ts")).toMatchObject({ ok: true });
  consumer.write("by-path-wrong.ts", program("number"));
  expect((await check("by-path-wrong.ts")).text).toContain("TS2322");
});

test.runIf(present)("the notebooks without a database are typed", async () => {
  const typed = notebooks.filter((name) => {
    const script = readFileSync(join(root, "examples/notebooks/cells", `${name}.ts`), "utf8");
    consumer.write(`${name}.ts`, script);
    return !script.includes("duckdb");
  });
  expect(typed.length).toBe(2);
  const said = await check(...typed.map((name) => `${name}.ts`));
  expect(said.text).not.toContain("error");
  expect(said.ok).toBe(true);
});

test.runIf(present)("the source could be published for Deno: `deno publish --dry-run`", async () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: { readonly [subpath: string]: string | { readonly import: { readonly default: string } } };
  };
  const sources: { [subpath: string]: string } = {};
  for (const [subpath, target] of Object.entries(exports)) {
    if (typeof target === "string") continue;
    sources[subpath] = target.import.default.replace("./dist/", "./src/").replace(/\.js$/, ".ts");
  }
  cpSync(join(root, "src"), join(consumer.folder, "src"), { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as object & {
    dependencies: object;
  };
  consumer.write("package.json", JSON.stringify({ private: true, type: "module", dependencies }));
  consumer.write(
    "jsr.json",
    JSON.stringify({
      name: "@clientele/clientele",
      version,
      license: "MIT",
      exports: sources,
      publish: { include: ["src"] },
    }),
  );
  const said = await deno("publish", "--dry-run", "--allow-dirty", "--node-modules-dir=manual");
  expect(said.text).toContain("Dry run complete");
  expect(said.ok).toBe(true);
});
