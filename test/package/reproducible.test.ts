import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./packed.ts";

const away = mkdtempSync(join(tmpdir(), "rebuilt-"));
const folder = join(away, "in/another folder");
afterAll(() => rmSync(away, { recursive: true }));

/** All that a build is made of. */
const parts = readdirSync(root).filter((name) =>
  /^(\.ci|src|package\.json|tsconfig\.json|README\.md|CHANGELOG\.md|LICENSE|.*\.config\.ts)$/.test(name),
);

const built = (home: string) => {
  const files = readdirSync(join(home, "dist"), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return new Map(paths.map((path) => [path.slice(home.length + 1), readFileSync(path)]));
};

/** The digest of the whole tarball, as npm would publish it. */
const integrity = (home: string) => {
  const pack = ["pack", "--json", "--dry-run", "--ignore-scripts"];
  return JSON.parse(execFileSync("npm", pack, { cwd: home, encoding: "utf8" }))[0].integrity as string;
};

test("a build in another folder, zone and language gives the same bytes, and so does its tarball", () => {
  for (const name of parts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const env = { ...process.env, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" };
  execFileSync(join(root, "node_modules/.bin/tsup"), { cwd: folder, env, stdio: "ignore" });

  const [here, there] = [built(root), built(folder)];
  expect([...there.keys()].sort()).toEqual([...here.keys()].sort());
  expect([...here].filter(([file, bytes]) => !there.get(file)?.equals(bytes)).map(([file]) => file)).toEqual(
    [],
  );
  expect(here.size).toBeGreaterThan(1000);
  expect(integrity(folder)).toBe(integrity(root));
});
