import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type MinifyOptions, minify } from "terser";
import type { Options } from "tsup";
import ts from "typescript";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** How `clientele.score.global.js` is made: src/score, as short as it gets. A UDF holds 32 KB of code. */

/** Modules that have a twin in src/score/short, of the same answers in fewer bytes. */
const TWINS = [
  "core/error",
  "calendar/civil",
  "calendar/scan-date",
  "calendar/scan-time",
  "clv/bg-nbd/expected-purchases",
  "math/normal-quantile",
];

/** What is written out in full each time, as a global name of the bundle. */
const SHORT_NAMES: { readonly [owner: string]: readonly string[] } = {
  Math: ["abs", "ceil", "exp", "expm1", "floor", "log", "log1p", "max", "min", "sqrt"],
  Number: ["isFinite", "isInteger", "isNaN", "NEGATIVE_INFINITY"],
  Array: ["isArray"],
  Object: ["getPrototypeOf", "keys", "prototype"],
};

/**
 * Names of properties that never leave the bundle and are in no JSON: they become one letter. test/package/score-script
 * compares every answer with the library's, which has them in full.
 */
const PRIVATE = `above addFields again age ask below carried cells clear discounted elapsed event expected fact fields fired
  first firstAt frequency gapFacts gaps inclusive inert inside lessIsBetter limit move names nodes now oddsLeft onChange
  previous previousAt processes purchaseDays quantile recency remembered rhythm scores share stamps sumLog survival
  thresholdNames timed types unseen uses waitingTime`;

/** Twins come in place of their originals, and errors lose their words: only code and path are left. */
export const shortSources: Plugin = {
  name: "short-sources",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path).replace(/\\/g, "/");
      const twin = TWINS.find((name) => file.endsWith(`/src/${name}.ts`));
      if (twin === undefined) return undefined;
      return { path: resolve(`src/score/short/${twin.slice(twin.lastIndexOf("/") + 1)}.ts`) };
    });
    build.onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path }) => ({
      contents: shortened(readFileSync(path, "utf8")),
      loader: "ts",
      resolveDir: resolve(path, ".."),
    }));
  },
};

/**
 * `new ScoringError(code, path, expected, got)` as `new ScoringError(code, path)`, thrown by the `refuse` of its twin, the
 * most frequent code by a name, and `a ?? 0` as `orElse(a, 0)`, which is shorter than what the syntax of 2019 makes of it.
 */
function shortened(text: string): string {
  const file = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const transform: ts.TransformerFactory<ts.SourceFile> = (context) => (source) => {
    const { factory } = context;
    const visit: ts.Visitor = (given) => {
      const node = ts.visitEachChild(given, visit, context);
      if (ts.isNamedImports(node) && node.elements.some(({ name }) => name.text === "ScoringError")) {
        const refuse = factory.createImportSpecifier(false, undefined, factory.createIdentifier("refuse"));
        return factory.updateNamedImports(node, [...node.elements, refuse]);
      }
      if (isScoringError(node)) {
        const kept = node.arguments?.slice(0, 2).map((given) => {
          const often = ts.isStringLiteral(given) && given.text === "wrong_type";
          return often ? factory.createIdentifier("wrongType") : given;
        });
        return factory.updateNewExpression(node, node.expression, undefined, kept);
      }
      if (ts.isThrowStatement(node) && isScoringError(node.expression)) {
        const { arguments: given } = node.expression;
        const call = factory.createCallExpression(factory.createIdentifier("refuse"), undefined, given);
        return factory.createExpressionStatement(call);
      }
      const asked = noObjectOf(given.getText(file));
      if (asked !== undefined) {
        return factory.createCallExpression(factory.createIdentifier("noObject"), undefined, [asked]);
      }
      if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken &&
        isPlain(node.right)
      ) {
        return factory.createCallExpression(factory.createIdentifier("orElse"), undefined, [
          node.left,
          node.right,
        ]);
      }
      return node;
    };
    return ts.visitEachChild(source, visit, context);
  };
  const { transformed } = ts.transform(file, [transform]);
  return ts.createPrinter().printFile(transformed[0] as ts.SourceFile);
}

function isScoringError(node: ts.Node): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "ScoringError"
  );
}

/** The `x` of `typeof x !== "object" || x === null`. */
function noObjectOf(text: string): ts.Expression | undefined {
  const [, name] = /^typeof (\w+) !== "object" \|\| (?:\1) === null$/.exec(text) ?? [];
  return name === undefined ? undefined : ts.factory.createIdentifier(name);
}

/** What costs nothing to have at hand. */
function isPlain(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isPlain(node.expression);
  return !ts.isCallExpression(node) && !ts.isNewExpression(node) && !ts.isTemplateExpression(node);
}

const names = Object.entries(SHORT_NAMES).flatMap(([owner, list]) =>
  list.map((name) => [owner, name] as const),
);

/** For esbuild's `define`: `Math.log1p` is the name `Math_log1p`. */
export const shortNames: { readonly [name: string]: string } = {
  "Number.NaN": "NaN",
  "Number.POSITIVE_INFINITY": "Infinity",
  Float64Array: "Floats",
  ...Object.fromEntries(names.map(([owner, name]) => [`${owner}.${name}`, `${owner}_${name}`])),
};

const HELPERS = `const orElse = (a, b) => (a == null ? b : a);
  const noObject = (a) => typeof a !== "object" || a === null;
  const wrongType = "wrong_type";
  const Floats = Float64Array;`;

/** One `var` that holds the module's exports, minified. */
export async function scoreScript(module: string): Promise<string> {
  const [, exported = ""] = /export \{([^}]*)\};\s*$/.exec(module) ?? [];
  const body = module.slice(0, module.lastIndexOf("export {"));
  const members = exported.split(",").map((one) => one.trim().split(" as "));
  const known = names.map(([owner, name]) => `const ${owner}_${name} = ${owner}.${name};`);
  const offered = members.map(([inner, outer = inner]) => `${outer}: ${inner}`);
  const text = `var ClienteleScore = (() => { "use strict"; ${known.join("")} ${HELPERS} ${body} return { ${offered.join(", ")} }; })();`;
  const options: MinifyOptions = {
    ecma: 2019,
    compress: { passes: 4, pure_getters: true, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
    format: { ascii_only: true },
  };
  const properties = {
    builtins: true,
    keep_quoted: true,
    regex: new RegExp(`^(${PRIVATE.trim().split(/\s+/).join("|")})$`),
  };
  const { code: once = "" } = await minify(text, { ...options, mangle: { properties } });
  // What is short already is inlined where it was too long before.
  const { code = "" } = await minify(once, options);
  // Two bytes each; nothing is assigned to a constant, and no text has the word.
  return code.replace(/\bconst\b/g, "let");
}
