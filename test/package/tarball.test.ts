import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { sourceOf } from "../docs/resolve.ts";
import { expected, job } from "./job.ts";
import { packedConsumer, root } from "./packed.ts";

const consumer = packedConsumer();
const { files, folder, specifiers, write, run } = consumer;
afterAll(consumer.remove);

const read = (file: string) => readFileSync(join(folder, "node_modules/clientele", file), "utf8");

/** Names of a subpath, and of the objects in it. `default` is what Node adds when CommonJS holds a namespace. */
const listing = `
  const keys = (all) => Object.keys(all).filter((name) => name !== "default").sort();
  const names = (all) => keys(all).flatMap((name) =>
    [name, ...(all[name] && typeof all[name] === "object" ? keys(all[name]).map((inner) => name + "." + inner) : [])]);
`;

describe("what the tarball holds", () => {
  test("built files, the licence, the readme and the changelog, and nothing else", () => {
    const others = files.filter(
      (file) => !/^dist\/(.+\.(js|cjs|d\.ts|d\.cts)|schema\/[a-z-]+\.json)$/.test(file),
    );
    const notices = ["dist/browser/clientele.global.js.LICENSE.txt", "dist/node/index.js.LICENSE.txt"];
    expect(others.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", ...notices, "package.json"]);
  });

  test("both scripts' homes and the four files of each subpath", () => {
    expect(files).toContain("dist/browser/clientele.global.js");
    for (const specifier of specifiers) {
      const source = (sourceOf(root, specifier) as string).slice(`${root}/src/`.length, -".ts".length);
      for (const extension of [".js", ".cjs", ".d.ts", ".d.cts"])
        expect(files).toContain(`dist/${source}${extension}`);
      expect(read(`dist/${source}.js`)).toMatch(/^\/\/ @ts-self-types="\.\/\w+\.d\.ts"\n/);
    }
  });

  test("no code that makes code, and nothing of Node", () => {
    for (const file of files.filter((file) => /\.c?js$/.test(file))) {
      expect(read(file), file).not.toMatch(/\beval\s*\(|\bFunction\s*\(|from\s*"node:|require\("node:/);
    }
  });

  test("the script names its version and the file of licences", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const script = read("dist/browser/clientele.global.js");
    expect(script.startsWith(`/*! clientele ${version} | MIT | clientele.global.js.LICENSE.txt */`)).toBe(
      true,
    );
  });

  test.each(["browser/clientele.global.js", "node/index.js"])(
    "the licence of each package that has code in %s stands beside it",
    (file) => {
      const parts = read(`dist/${file}.LICENSE.txt`).split(/^-{80}$/m);
      expect(parts.map((part) => part.trim().split("\n")[0])).toEqual([
        "clientele",
        ...["@date-fns/tz", "@date-fns/utc", "date-fns", "simple-statistics"],
      ]);
      for (const part of parts) expect(part).toMatch(/Copyright[\s\S]*provided "?(as is|AS IS)|“AS IS”/i);
    },
  );

  test("a JSON Schema for each schema, made at build time", () => {
    const offered = Array.from(read("dist/schema/index.js").matchAll(/\b(\w+)Schema\b/g), ([, name]) => name);
    const names = new Set(offered.map((name = "") => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)));
    const found = files.filter((file) => /^dist\/schema\/.*\.json$/.test(file));
    expect(found.sort()).toEqual(Array.from(names, (name) => `dist/schema/${name}.json`).sort());
    for (const file of found) expect(JSON.parse(read(file)).$schema).toContain("2020-12");
    const makers = files.filter((file) => /\.c?js$/.test(file) && /toJSONSchema/.test(read(file)));
    expect(makers).toEqual([]);
  });

  test("zod is loaded by the schema alone", () => {
    const loads = files.filter((file) => /\.c?js$/.test(file) && /["']zod\b/.test(read(file)));
    expect(loads.filter((file) => !/^dist\/(node\/)?schema\//.test(file))).toEqual([]);
  });

  test("declarations name typed arrays without a parameter, as TypeScript before 5.7 needs", () => {
    for (const file of files.filter((file) => /\.d\.c?ts$/.test(file))) {
      expect(read(file), file).not.toMatch(/\b(Int|Uint|Float)\d+(Clamped)?Array</);
    }
  });
});

describe("what a consumer gets", () => {
  write(
    "names.mjs",
    `${listing}${specifiers.map((name, i) => `import * as m${i} from "${name}";`).join("\n")}
    console.log(JSON.stringify({ ${specifiers.map((name, i) => `"${name}": names(m${i})`).join(", ")} }));`,
  );
  write(
    "names.cjs",
    `${listing}
    console.log(JSON.stringify({ ${specifiers.map((name) => `"${name}": names(require("${name}"))`).join(", ")} }));`,
  );
  const esm = run("names.mjs") as Record<string, string[]>;

  test.each(specifiers)("%s offers by import what its source exports", async (specifier) => {
    const source = (await import(sourceOf(root, specifier) as string)) as Record<string, unknown>;
    const outer = new Set(esm[specifier]?.map((name) => name.split(".")[0]));
    expect([...outer].sort()).toEqual(Object.keys(source).sort());
    expect(outer.size).toBeGreaterThan(0);
  });

  test("require offers the same names as import", () => {
    expect(run("names.cjs")).toEqual(esm);
  });

  test("require opens few files for the whole library", () => {
    write("opened.cjs", `require("clientele");\nconsole.log(Object.keys(require.cache).length);`);
    expect(run("opened.cjs")).toBeLessThan(10);
  });
});

describe("the same job gives the same numbers", () => {
  write("job.mjs", `import * as library from "clientele";\nconsole.log((${job})(library));`);
  write("job.cjs", `console.log((${job})(require("clientele")));`);

  test.each(["job.mjs", "job.cjs"])("%s", (name) => {
    expect(run(name)).toEqual(JSON.parse(expected));
  });
});

test("the program of the README scores a file in a project of its own", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, program = ""] = /```ts no-run\n(import \{ createReadStream[\s\S]*?)```/.exec(readme) ?? [];
  write(
    "orders.csv",
    "customer_id,date,amount\nann,2026-01-05,30\nbob,31/12/2025,9\nbob,2025-12-31 08:00,12.5\n",
  );
  write(
    "readme.mjs",
    program.replace("console.log(", "console.log(JSON.stringify(").replace(/\);\s*$/, "));"),
  );
  expect(run("readme.mjs")).toBe("2 customers; 1 rows were set aside");
  const scored = readFileSync(join(folder, "scorecard.csv"), "utf8");
  expect(scored).toMatch(/^customerId,firstPurchase,[\s\S]*\nann,2026-01-05,2026-01-05,1,30,/);
  expect(scored.trim().split("\r\n").length).toBe(3);
});

describe("types, in a strict consumer without Node and DOM types", () => {
  // One type behind both doors: a value of a subpath is a value of the front door.
  const program = specifiers.map(
    (name, i) => `import * as m${i} from "${name}";\nexport const a${i}: typeof m${i} = m${i};`,
  );
  const front = specifiers.indexOf("clientele");
  const same = specifiers
    .map((name, i) => ({ name, i }))
    .filter(({ name }) => !/^clientele$|\/schema$|\/labels\//.test(name))
    .map(({ i }) => `export const same${i}: Pick<typeof m${front}, keyof typeof m${i}> = m${i};`);
  // What a namespace of a model names is types, as in its source.
  const models = `export declare const model: m${front}.bgNbd.BgNbdModel & { parameters: m${front}.bgNbd.BgNbdParameters };`;
  const text = [...program, ...same, models].join("\n");

  test.each([
    [
      "NodeNext, ESM",
      "types.mts",
      { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ],
    [
      "NodeNext, CommonJS",
      "types.cts",
      { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ],
    [
      "Node16",
      "types16.mts",
      { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
    ],
    [
      "bundler",
      "types.ts",
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    ],
  ])("%s", (_case, name, options) => {
    const file = write(name, `${text}\n// @ts-expect-error there is no such name\nm${front}.noSuchName;\n`);
    const compiled = ts.createProgram([file], {
      ...options,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2019.d.ts"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      // zod's own declarations need URL.
      skipLibCheck: true,
    });
    const found = ts.getPreEmitDiagnostics(compiled);
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });
});
