import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { root } from "./packed.ts";
import { scoringJob } from "./scoring-job.ts";

const text = readFileSync(join(root, "dist/browser/clientele.score.global.js"), "utf8");
const budget = JSON.parse(readFileSync(join(import.meta.dirname, "size-budget.json"), "utf8")) as {
  readonly "clientele.score.global.js": number;
};

/** Takes away what databases lack and freezes the rest, before anything is loaded. */
const bare = `
  for (const name of ["console", "Intl", "WebAssembly", "SharedArrayBuffer", "Atomics", "Promise", "Proxy", "Reflect",
    "FinalizationRegistry", "WeakRef", "escape", "unescape", "eval", "BigInt", "BigInt64Array", "BigUint64Array"]) {
    delete globalThis[name];
  }
  for (const name of ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"]) {
    delete Array.prototype[name];
    delete Object.getPrototypeOf(Int8Array.prototype)[name];
  }
  for (const name of ["at", "replaceAll", "matchAll"]) delete String.prototype[name];
  for (const name of ["groupBy", "hasOwn"]) delete Object[name];
  Date.now = undefined;
  Math.random = undefined;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const home = globalThis[name];
    if (typeof home !== "function" && (typeof home !== "object" || home === null || home === globalThis)) continue;
    if (home.prototype) Object.freeze(home.prototype);
    Object.freeze(home);
  }
  Object.freeze(Object.getPrototypeOf(Int8Array.prototype));
`;

describe("the script that scores one customer", () => {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });

  beforeAll(() => {
    runInContext(`{${bare}}`, context);
    runInContext(text, context);
  });

  test("it is under 32 KB, ASCII, and holds nothing that ends a string of SQL", () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget["clientele.score.global.js"]);
    expect(text.match(/[^\n\x20-\x7e]/g)).toBeNull();
    for (const mark of ["$$", '"""', "'''"]) expect(text).not.toContain(mark);
  });

  test("it is one var, in the syntax of 2019", () => {
    const file = ts.createSourceFile("score.js", text, ts.ScriptTarget.ES2019, false, ts.ScriptKind.JS);
    expect(file.statements.map(({ kind }) => kind)).toEqual([ts.SyntaxKind.VariableStatement]);
    expect(newerThan2019(file)).toEqual([]);
    const newer = "a?.b; a ?? b; a ??= 1; class A { x = 1; #y = 2 } 1n; import.meta; import('a');";
    const parsed = ts.createSourceFile("newer.js", newer, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
    expect(newerThan2019(parsed).length).toBe(8);
  });

  test("it names no global but those of the language, and none that a database may lack", () => {
    expect([...globalsOf(text)].sort()).toEqual([
      ...[
        "Array",
        "Date",
        "Error",
        "Float64Array",
        "Map",
        "Math",
        "NaN",
        "Number",
        "Object",
        "Set",
        "String",
      ],
      "WeakMap",
    ]);
    expect(text).not.toMatch(/\.(now|random|toLocale\w*|localeCompare)\(|new Date\(\)|new Date[^(]/);
  });

  test("it defines one name, whose functions are named as in the library", () => {
    expect(Object.keys(context)).toEqual(["ClienteleScore"]);
    const named = `JSON.stringify(Object.keys(ClienteleScore).sort().map((name) =>
      typeof ClienteleScore[name] === "function" ? name : [name, Object.keys(ClienteleScore[name]).sort()]))`;
    const predictions = [
      "discountedExpectedTransactions",
      "expectedPurchases",
      "expectedPurchasesNewCustomer",
      "nextPurchase",
      "probabilityAlive",
    ];
    expect(JSON.parse(runInContext(named, context))).toEqual([
      ["bgNbd", predictions],
      ["gammaGamma", ["expectedSpend"]],
      ["mbgNbd", predictions],
      ["nbd", predictions],
      "nextTransitions",
      ["paretoNbd", predictions],
      "rfmOf",
      "stageOf",
      "tierOf",
      "transition",
    ]);
    for (const model of [library.bgNbd, library.mbgNbd, library.nbd, library.paretoNbd]) {
      for (const name of predictions) expect(model).toHaveProperty(name);
    }
  });

  const cases = scoringJob(20260131);

  test.each(Object.keys(cases))("%s: every answer is that of the library", (name) => {
    const { learned, calls } = cases[name] as (typeof cases)[string];
    const asked = JSON.stringify({ learned, calls });
    const run = `((library, { learned, calls }) => calls.map(([path, ...args]) => {
      const given = args.map((one) => (one === "learned" ? learned : one));
      try {
        const home = path.split(".").reduce((at, key) => at[key], library);
        return JSON.parse(JSON.stringify({ answer: home(...given) }, (_, value) =>
          value && value.BYTES_PER_ELEMENT ? Array.from(value, String) : value));
      } catch (error) {
        return { code: error.code, path: error.path, name: error.name };
      }
    }))`;
    const here = new Function(`return ${run}`)()(library, JSON.parse(asked)) as unknown[];
    const there = runInContext(
      `JSON.stringify((${run})(ClienteleScore, JSON.parse(${JSON.stringify(asked)})))`,
      context,
    );
    expect(here.length).toBeGreaterThan(20);
    closeTo(here, JSON.parse(there), name);
  });
});

/** Equal, numbers to twelve digits: the script has some functions in a shorter form. */
function closeTo(here: unknown, there: unknown, path: string): void {
  const [a, b] = [Number(here), Number(there)];
  if (
    typeof here === typeof there &&
    Number.isFinite(a) &&
    Number.isFinite(b) &&
    here !== "" &&
    here !== null
  ) {
    expect(Math.abs(a - b), path).toBeLessThanOrEqual(1e-12 * Math.abs(a));
  } else if (typeof here === "object" && here !== null && typeof there === "object" && there !== null) {
    expect(Object.keys(there), path).toEqual(Object.keys(here));
    for (const key of Object.keys(here)) {
      closeTo(
        (here as { [key: string]: unknown })[key],
        (there as { [key: string]: unknown })[key],
        `${path}.${key}`,
      );
    }
  } else expect(there, path).toEqual(here);
}

/** What no engine of 2019 can parse. */
function newerThan2019(file: ts.SourceFile): string[] {
  const { SyntaxKind } = ts;
  const newer = new Set([
    ...[
      SyntaxKind.QuestionDotToken,
      SyntaxKind.QuestionQuestionToken,
      SyntaxKind.QuestionQuestionEqualsToken,
    ],
    ...[
      SyntaxKind.BarBarEqualsToken,
      SyntaxKind.AmpersandAmpersandEqualsToken,
      SyntaxKind.PropertyDeclaration,
    ],
    ...[SyntaxKind.BigIntLiteral, SyntaxKind.MetaProperty, SyntaxKind.ImportKeyword],
  ]);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (newer.has(node.kind)) found.push(SyntaxKind[node.kind]);
    ts.forEachChild(node, walk);
  };
  walk(file);
  return found;
}

/** Names that a script reads and does not define. */
function globalsOf(code: string): Set<string> {
  const host = ts.createCompilerHost({});
  const file = ts.createSourceFile("score.js", code, ts.ScriptTarget.ES2019, true, ts.ScriptKind.JS);
  const program = ts.createProgram(
    ["score.js"],
    { allowJs: true, noLib: true, noResolve: true },
    { ...host, getSourceFile: (name) => (name === "score.js" ? file : undefined) },
  );
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const walk = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      isRead(node) &&
      checker.getSymbolAtLocation(node)?.valueDeclaration === undefined
    ) {
      found.add(node.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return found;
}

function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isBindingElement(parent)) {
    return "initializer" in parent && parent.initializer === node;
  }
  return true;
}
