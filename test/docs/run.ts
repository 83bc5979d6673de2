import { basename, dirname, resolve } from "node:path";
import ts from "typescript";
import { expect } from "vitest";
import { optionalNames, type Watch, watchedFolders, watchInherited } from "./inherited.ts";
import { exportsOf, sourceOf } from "./resolve.ts";
import { helpers, rewrite } from "./rewrite.ts";
import type { Snippet } from "./snippet.ts";

/** A number that is written with its first digits. */
class About {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
  /** Within one unit of the last digit. */
  covers(value: unknown): boolean {
    const [, decimals = "", exponent = "0"] = /(?:\.(\d*))?(?:e(.*))?$/.exec(this.digits) ?? [];
    const unit = 10 ** (Number(exponent) - decimals.length);
    return typeof value === "number" && Math.abs(value - Number(this.digits)) < unit;
  }
}

const rest = Symbol("…");

/** The code as it is compiled: a docstring need not import what its file, its module or the front door exports. */
export function codeOf(root: string, { file, lines }: Snippet): string {
  const code = lines.map(({ text }) => text).join("\n");
  if (file.endsWith(".md")) return code;
  const path = resolve(root, file);
  const found = new Set<string>();
  const imports = [
    importOf(`./${basename(file)}`, path),
    importOf("./index.ts", resolve(path, "../index.ts")),
    importOf("clientele", sourceOf(root, "clientele") as string),
  ];
  // Before the first line and on it, so that line numbers stay.
  return `${imports.join("")}${code}`;

  function importOf(specifier: string, source: string): string {
    const names = exportsOf(source).filter(
      (name) => !found.has(name) && new RegExp(`\\b${name}\\b`).test(code) && !declares(code, name),
    );
    for (const name of names) found.add(name);
    return names.length === 0 ? "" : `import { ${names.join(", ")} } from "${specifier}"; `;
  }
}

function declares(code: string, name: string): boolean {
  return new RegExp(`(const|let|function|class|interface|type)\\s+${name}\\b|import[^;]*\\b${name}\\b`).test(
    code,
  );
}

let watch: Watch | undefined;

/**
 * Runs a snippet against the sources and checks what it claims, where `Object.prototype` has the name of every option
 * there is: whoever reads one that was not given has read what somebody planted.
 *
 * @throws An error whose message begins with `file:line`.
 */
export async function run(root: string, snippet: Snippet): Promise<void> {
  const { file, lines } = snippet;
  let line = snippet.line;
  watch ??= watchInherited(optionalNames(root), watchedFolders(root));
  try {
    const { outputText } = ts.transpileModule(rewrite(codeOf(root, snippet)), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    const modules = new Map<string, unknown>();
    for (const [, specifier] of outputText.matchAll(/\brequire\("([^"]+)"\)/g)) {
      const module: unknown = await import(locate(root, file, specifier as string));
      modules.set(specifier as string, module);
    }
    const scope: Record<(typeof helpers)[number], unknown> = {
      at__: (index: number) => {
        line = lines[index]?.line ?? line;
      },
      check__: (actual: unknown, expected: () => unknown) => {
        const value = expected();
        expect(project(actual, value)).toEqual(value);
      },
      throws__: expectThrow,
      about__: (digits: string) => new About(digits),
      rest__: rest,
    };
    const body = `return (async () => { ${outputText}\n })();`;
    const silent = { ...console, log: () => {}, table: () => {} };
    const program = new Function("require", "exports", "console", ...helpers, body);
    // Packages beside ours, such as those that draw charts, may read what they like.
    const alone = [...modules.keys()].every((name) => isOurs(root, file, name));
    let inherited: readonly string[] = [];
    if (alone) watch.plant();
    try {
      await program((name: string) => modules.get(name), {}, silent, ...helpers.map((name) => scope[name]));
    } finally {
      if (alone) inherited = watch.clear();
    }
    expect(inherited, "names that nobody gave, and that were read").toEqual([]);
  } catch (error) {
    const text = lines.find((each) => each.line === line)?.text.trim() ?? "";
    const failure = error instanceof Error ? error : new Error(String(error));
    failure.message = `${file}:${line}: ${text}\n${failure.message}`;
    throw failure;
  }
}

function isOurs(root: string, file: string, specifier: string): boolean {
  return locate(root, file, specifier).startsWith(resolve(root, "src"));
}

function locate(root: string, file: string, specifier: string): string {
  if (specifier.startsWith(".")) return resolve(root, dirname(file), specifier);
  return sourceOf(root, specifier) ?? specifier;
}

async function expectThrow(run: () => Promise<void>, text: string): Promise<void> {
  const error = await run().then(
    () => undefined,
    (error: unknown) => error as Error & { code?: unknown },
  );
  expect(error, "expected an error").toBeInstanceOf(Error);
  expect(`${error?.name} ${String(error?.code)} ${error?.message}`).toContain(text);
}

/** What of `actual` the expected value speaks of: tables as rows, columns as arrays, the rest cut where it says so. */
function project(actual: unknown, expected: unknown): unknown {
  if (expected instanceof About) return expected.covers(actual) ? expected : actual;
  if (typeof expected === "number") return closeTo(expected, actual) ? expected : actual;
  if (Array.isArray(expected)) {
    if (!isIterable(actual) || typeof actual === "string") return actual;
    const items = [...actual];
    const open = expected.at(-1) === rest;
    const shown = open ? [...items.slice(0, expected.length - 1), rest] : items;
    return shown.map((item, i) => project(item, expected[i]));
  }
  if (!isPlain(expected) || typeof actual !== "object" || actual === null) return actual;
  const open = rest in expected;
  const keys = open ? Object.keys(expected) : Object.keys(actual);
  const shown = keys.map((key) => [key, project(Reflect.get(actual, key), expected[key])]);
  return Object.assign(Object.fromEntries(shown), open && { [rest]: true });
}

/** Engines differ in the last bits of `exp` and `log`. */
function closeTo(expected: number, actual: unknown): boolean {
  return typeof actual === "number" && Math.abs(actual - expected) <= 1e-12 * Math.abs(expected);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return value !== null && typeof value === "object" && Symbol.iterator in value;
}

function isPlain(value: unknown): value is Record<string | symbol, unknown> {
  return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}
