import { resolve } from "node:path";
import ts from "typescript";
import { publicSources } from "./resolve.ts";
import { codeOf } from "./run.ts";
import type { Snippet } from "./snippet.ts";

/** A host's database driver and the like, in a fence that does not run. */
const moduleNotFound = 2307;

/**
 * Compiles all snippets in one program against the sources.
 *
 * @returns For each snippet its errors, each beginning with `file:line`.
 */
export function compile(root: string, snippets: readonly Snippet[]): ReadonlyMap<Snippet, string[]> {
  // Each is a file beside the one it stands in, so that its relative imports mean what they say.
  const files = new Map(
    snippets.map((snippet) => [`${resolve(root, snippet.file)}.${snippet.line}.ts`, snippet]),
  );
  const paths = Object.fromEntries([...publicSources(root)].map(([name, source]) => [name, [source]]));
  // As a reader's project would be: strict, without the flags that only suit the library's own code.
  const readers = {
    noUnusedLocals: false,
    verbatimModuleSyntax: false,
    noPropertyAccessFromIndexSignature: false,
  };
  const options = { ...optionsOfTests(root), paths, ...readers };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const snippet = files.get(name);
    if (snippet === undefined) return getSourceFile(name, ...rest);
    const code = `${codeOf(root, snippet)}\nexport {};`;
    return ts.createSourceFile(name, code, rest[0]);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...files].map(([name, snippet]) => {
      const source = program.getSourceFile(name) as ts.SourceFile;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      const errors = found.filter(({ code }) => snippet.runs || code !== moduleNotFound);
      return [snippet, errors.map((error) => describe(snippet, source, error))];
    }),
  );
}

function optionsOfTests(root: string): ts.CompilerOptions {
  const file = resolve(root, "test/tsconfig.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve(root, "test"), {}, file).options;
}

function describe({ file, lines, line }: Snippet, source: ts.SourceFile, error: ts.Diagnostic): string {
  const index = source.getLineAndCharacterOfPosition(error.start ?? 0).line;
  const place = `${file}:${lines[index]?.line ?? line}`;
  return `${place}: ${lines[index]?.text.trim()}\n${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`;
}
