import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** Used by every module and offered through the front door, or not at all; and what only the script of databases is made of. */
const internal = new Set(["core", "math", "score"]);

/** The files of an entry, types first in each branch; Node and Deno load few large files, bundlers the many small ones. */
const entry = (name: string) => {
  return {
    node: {
      import: { types: `./dist/${name}.d.ts`, default: `./dist/node/${name}.js` },
      require: { types: `./dist/${name}.d.cts`, default: `./dist/node/${name}.cjs` },
    },
    import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
    require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
  };
};

test("the exports map lists the front door, each module that exists and each dictionary, and nothing else", () => {
  const expected: Record<string, unknown> = { ".": entry("index") };
  const folders = readdirSync(join(root, "src")).filter((folder) => !internal.has(folder));
  for (const name of [...folders, "labels/en", "labels/zh"].sort()) {
    if (existsSync(join(root, "src", name, "index.ts"))) expected[`./${name}`] = entry(`${name}/index`);
  }
  expected["./schema/*.json"] = "./dist/schema/*.json";
  expected["./package.json"] = "./package.json";

  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: unknown };
  expect(exports).toEqual(expected);
});
