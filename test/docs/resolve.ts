import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

type Exports = Record<string, string | { readonly import: { readonly default: string } }>;

/** Public specifier to source file, by the exports map: `clientele/rfm` is src/rfm/index.ts. */
export function publicSources(root: string): Map<string, string> {
  const text = readFileSync(resolve(root, "package.json"), "utf8");
  const { name, exports } = JSON.parse(text) as { name: string; exports: Exports };
  const sources = new Map<string, string>();
  for (const [subpath, target] of Object.entries(exports)) {
    if (typeof target === "string") continue;
    const source = target.import.default.replace("./dist/", "src/").replace(/\.js$/, ".ts");
    sources.set(name + subpath.slice(1), resolve(root, source));
  }
  return sources;
}

/** The source of one of our specifiers; undefined for other packages. */
export function sourceOf(root: string, specifier: string): string | undefined {
  const source = publicSources(root).get(specifier);
  if (source === undefined && /^clientele(\/|$)/.test(specifier)) {
    throw new Error(`"${specifier}" is not in the exports of package.json`);
  }
  return source;
}

/** The names that a source file exports. */
export function exportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
    }
    const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.[0];
    if (!exported || exported.kind !== ts.SyntaxKind.ExportKeyword) return [];
    if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.map(({ name }) => name);
      return names.filter(ts.isIdentifier).map(({ text }) => text);
    }
    const { name } = statement as ts.DeclarationStatement;
    return name && ts.isIdentifier(name) ? [name.text] : [];
  });
}
