import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const json = (file: string) =>
  JSON.parse(read(file)) as {
    readonly dependencies: Record<string, string>;
    readonly scripts: Record<string, string>;
    readonly version: string;
    readonly publishConfig: Record<string, unknown>;
    readonly packages: Record<string, { readonly integrity?: string; readonly hasInstallScript?: boolean }>;
  };

const manifest = json("package.json");
const names = Object.keys(manifest.dependencies);

describe("dependencies", () => {
  test("are the few that SECURITY.md defends, each pinned exactly", () => {
    expect(names.sort()).toEqual(["@date-fns/tz", "@date-fns/utc", "date-fns", "simple-statistics", "zod"]);
    for (const name of names) {
      expect(read("SECURITY.md")).toContain(name);
      expect(manifest.dependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test("need nothing further and run nothing when they are installed", () => {
    for (const name of names) {
      const theirs = JSON.parse(read(`node_modules/${name}/package.json`)) as {
        readonly dependencies?: object;
        readonly scripts?: Record<string, string>;
      };
      expect(Object.keys(theirs.dependencies ?? {})).toEqual([]);
      for (const script of ["preinstall", "install", "postinstall"])
        expect(theirs.scripts?.[script], name).toBeUndefined();
    }
  });

  test("are locked with the hashes of what was published", () => {
    const { packages } = json("package-lock.json");
    for (const name of names) {
      const locked = packages[`node_modules/${name}`];
      expect(locked?.integrity, name).toMatch(/^sha512-/);
      expect(locked?.hasInstallScript).toBeUndefined();
    }
  });
});

describe("what is published", () => {
  test("runs nothing when it is installed", () => {
    for (const script of ["preinstall", "install", "postinstall", "prepare"])
      expect(manifest.scripts[script]).toBeUndefined();
  });

  test("says where it was built", () => {
    expect(manifest.publishConfig).toMatchObject({ access: "public", provenance: true });
  });

  test("is published by a workflow whose actions are pinned by hash", () => {
    const folder = ".github/workflows";
    expect(existsSync(join(root, folder, "publish.yml"))).toBe(true);
    for (const file of readdirSync(join(root, folder))) {
      const text = read(`${folder}/${file}`);
      const used = Array.from(text.matchAll(/uses:\s*(\S+)/g), ([, action = ""]) => action);
      expect(used.length).toBeGreaterThan(0);
      for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/);
      expect(text).toMatch(/^permissions:/m);
    }
  });

  test("tells where to report a weakness, and how soon there is an answer", () => {
    const text = read("SECURITY.md");
    expect(text).toMatch(/report a vulnerability/i);
    expect(text).toMatch(/working days/);
  });
});
