import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
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

const exported = new Map<string, string[]>();

/** The names that a source file exports, its own and those it passes on. */
export function exportsOf(file: string): string[] {
  const names = exported.get(file) ?? readExports(file);
  exported.set(file, names);
  return names;
}

function readExports(file: string): string[] {
  if (!existsSync(file)) return [];
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023);
  const names = source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) ? passedOn(file, statement) : declared(statement),
  );
  // A function with several signatures is declared several times.
  return [...new Set(names)];
}

function passedOn(file: string, { exportClause, moduleSpecifier }: ts.ExportDeclaration): string[] {
  if (exportClause === undefined) {
    return exportsOf(resolve(dirname(file), (moduleSpecifier as ts.StringLiteral).text));
  }
  const names = ts.isNamedExports(exportClause) ? exportClause.elements : [exportClause];
  return names.map(({ name }) => name.text);
}

function declared(statement: ts.Statement): string[] {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const named = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [statement as ts.DeclarationStatement];
  return named.flatMap(({ name }) => (name !== undefined && ts.isIdentifier(name) ? [name.text] : []));
}
