import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * Writes the declarations that the entries (`rfm/index`) reach, a file beside each built one, for import and for
 * require; gives their names. Not bundled: what bundles declarations makes constants of the types in
 * `export * as bgNbd`, and chunks that no JavaScript stands beside, which Deno refuses.
 *
 * As every export is annotated (`isolatedDeclarations`), a file is declared without looking at another.
 */
export function writeDeclarations(entries: readonly string[]): ReadonlySet<string> {
  const { config } = ts.readConfigFile("tsconfig.json", (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const reached = new Set(entries);
  for (const name of reached) {
    const fileName = `src/${name}.ts`;
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(fileName, "utf8"), {
      compilerOptions: options,
      fileName,
      reportDiagnostics: true,
    });
    if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, host));
    for (const [, , path = ""] of outputText.matchAll(IMPORT)) reached.add(join(dirname(name), path));
    mkdirSync(dirname(`dist/${name}`), { recursive: true });
    writeFileSync(`dist/${name}.d.ts`, outputText.replace(IMPORT, '$1"$2.js"'));
    writeFileSync(`dist/${name}.d.cts`, outputText.replace(IMPORT, '$1"$2.cjs"'));
  }
  return reached;
}

/** An import of a source: `from "./table.ts"`, `import("../core/table.ts")`. */
const IMPORT = /(from |import\()"(\.{1,2}\/[^"]+)\.ts"/g;

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => "\n",
};
