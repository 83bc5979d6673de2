import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** One project that breaks every rule once: file, what it imports, the rule that must name it. */
const violations = [
  ["core/a.ts", "../history/leaf.ts", "layer-1-imports-no-higher-layer"],
  ["calendar/a.ts", "../rules/leaf.ts", "layer-2-imports-no-higher-layer"],
  ["history/a.ts", "../rfm/leaf.ts", "layer-3-imports-no-higher-layer"],
  ["clv/a.ts", "../scorecard/leaf.ts", "layer-4-imports-no-higher-layer"],
  ["scorecard/a.ts", "../report/leaf.ts", "layer-5-imports-no-higher-layer"],
  ["charts/a.ts", "../labels/leaf.ts", "layer-6-imports-no-higher-layer"],
  ["core/b.ts", "../math/leaf.ts", "layer-1-imports-no-neighbour"],
  ["history/b.ts", "../rules/leaf.ts", "layer-3-imports-no-neighbour"],
  ["rfm/b.ts", "../clv/leaf.ts", "layer-4-imports-no-neighbour"],
  ["report/b.ts", "../connectors/leaf.ts", "layer-6-imports-no-neighbour"],
  ["novelty/a.ts", "../core/leaf.ts", "every-module-has-a-layer"],
  ["rfm/c.ts", "../index.ts", "nothing-imports-the-front-door"],
  ["rfm/d.ts", "zod", "zod-only-in-schema"],
  ["rfm/e.ts", "node:fs", "no-platform"],
  ["rfm/f.ts", "fast-check", "dependencies-are-declared"],
  ["rfm/g.ts", "./h.ts", "no-cycles"],
  ["index.ts", "./schema/leaf.ts", "the-front-door-loads-no-schema-and-no-labels"],
] as const;

/** What must stay allowed, so that the rules cannot pass by refusing everything. */
const allowed = [
  ["rfm/ok.ts", "./leaf.ts"],
  ["rfm/ok-down.ts", "../history/leaf.ts"],
  ["rfm/ok-date-fns.ts", "date-fns"],
  ["schema/ok-zod.ts", "zod"],
  ["scorecard/ok.ts", "../rfm/leaf.ts"],
] as const;

const root = resolve(import.meta.dirname, "../..");
const configFile = join(root, ".dependency-cruiser.cjs");
const project = mkdtempSync(join(tmpdir(), "layers-"));
const broken = new Map<string, string[]>();

beforeAll(() => {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(project, "src", file)), { recursive: true });
    writeFileSync(join(project, "src", file), text);
  };
  for (const file of ["package.json", "tsconfig.json"]) cpSync(join(root, file), join(project, file));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  for (const [file, target] of [...violations, ...allowed, ["rfm/h.ts", "./g.ts"] as const]) {
    // Types count too, so the imports are of types.
    write(file, `import type * as other from "${target}";\nexport type Other = typeof other;\n`);
    if (target.endsWith("/leaf.ts")) write(join(dirname(file), target), "export const leaf = 1;\n");
  }
  const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [depcruise, "src", "--config", configFile, "--output-type", "json"];
  const json = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  const found = JSON.parse(json) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  for (const { from, rule } of found.summary.violations) {
    broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  }
});

afterAll(() => rmSync(project, { recursive: true }));

describe("the layers of src", () => {
  test.each(violations)("%s may not import %s: %s", (file, _target, rule) => {
    expect(broken.get(`src/${file}`)).toEqual([rule]);
  });

  test.each(allowed)("%s may import %s", (file) => {
    expect(broken.get(`src/${file}`)).toBeUndefined();
  });

  test("every folder of src is in a layer", () => {
    const { forbidden } = createRequire(import.meta.url)(configFile) as {
      forbidden: { name: string; from: { pathNot?: string[] } }[];
    };
    const known = forbidden.find(({ name }) => name === "every-module-has-a-layer")?.from.pathNot?.[0];
    const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of folders) expect(`src/${name}/`).toMatch(new RegExp(known as string));
  });
});
