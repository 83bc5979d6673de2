import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saved } from "./saved.ts";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "clientele-schema-"));
  const outfile = join(folder, "schema.mjs");
  const entryPoints = ["src/schema/index.ts"];
  await build({ entryPoints, outfile, bundle: true, format: "esm", logLevel: "error" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands before the library: every attempt to make code of a text is counted, and then refused by the flag. */
const WATCH = `
  globalThis.attempts = 0;
  const counted = (made) => new Proxy(made, {
    apply: (target, self, given) => { attempts += 1; return Reflect.apply(target, self, given); },
    construct: (target, given) => { attempts += 1; return Reflect.construct(target, given); },
  });
  globalThis.eval = counted(eval);
  const plain = Function;
  globalThis.Function = counted(plain);
  plain.prototype.constructor = globalThis.Function;
  try { new Function(""); } catch { globalThis.refused = true; }
  const before = attempts;
`;

function runWithout(code: string): unknown {
  const file = join(folder, "page.mjs");
  writeFileSync(file, `${WATCH}\nconst schema = await import("./schema.mjs");\n${code}`);
  const flag = "--disallow-code-generation-from-strings";
  return JSON.parse(execFileSync(process.execPath, [flag, file], { encoding: "utf8" }));
}

test("everything that is saved is read where a page may make no code, and nothing tries to", () => {
  const calls = saved.map(
    ([, value, parse]) => `schema.${parse.name}(${JSON.stringify(JSON.stringify(value))});`,
  );
  const refused = saved.map(([, , parse]) => `try { schema.${parse.name}({ kind: 1 }); } catch {}`);
  const code = `${calls.join("\n")}\n${refused.join("\n")}
    console.log(JSON.stringify({ refused: globalThis.refused, before, after: attempts }));`;
  expect(runWithout(code)).toEqual({ refused: true, before: 1, after: 1 });
});
