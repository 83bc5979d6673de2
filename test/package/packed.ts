import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** A project of its own, outside the repository, with the packed library and its dependencies installed. */
export interface Consumer {
  readonly folder: string;
  /** What the tarball holds, without the `package/` before each path. */
  readonly files: readonly string[];
  /** The subpaths as a consumer writes them: `clientele`, `clientele/rfm` … */
  readonly specifiers: readonly string[];
  /** Writes a file of the project and gives its path. */
  readonly write: (name: string, text: string) => string;
  /** Runs a file of the project in Node and reads the JSON that it prints. */
  readonly run: (name: string) => unknown;
  readonly remove: () => void;
}

/** Packs the built library as it would be published and installs the tarball. */
export function packedConsumer(): Consumer {
  if (!existsSync(join(root, "dist/index.js")))
    throw new Error("nothing is built: run `npm run build` first");
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  const home = join(folder, "node_modules/clientele");
  mkdirSync(home, { recursive: true });

  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [tarball] = JSON.parse(execFileSync("npm", pack, { cwd: root, encoding: "utf8" }));
  execFileSync("tar", ["-xzf", join(folder, tarball.filename), "-C", home, "--strip-components", "1"]);

  const { dependencies, exports } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(folder, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return {
    folder,
    files: tarball.files.map(({ path }: { path: string }) => path),
    specifiers: Object.keys(exports)
      .filter((subpath) => !subpath.endsWith(".json"))
      .map((subpath) => `clientele${subpath.slice(1)}`),
    write,
    run: (name) =>
      JSON.parse(execFileSync(process.execPath, [name], { cwd: folder, encoding: "utf8" })) as unknown,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
