import ts from "typescript";

/** What a rewritten program calls; see run.ts. */
export const helpers = ["at__", "check__", "throws__", "about__", "rest__"] as const;

/** One `// => value` or `// throws text`, as found after a statement. */
interface Claim {
  readonly kind: "value" | "throws";
  readonly text: string;
}

/**
 * Turns the claims of a program into calls: `f(x); // => 3` becomes `check__(f(x), () => (3))`, and a declaration is
 * checked by its name. `console.log(x); // => 3` checks `x`. `f(x); // throws not_finite` expects an error with that
 * text in its code or message. `at__(n)` tells the line, counted from 0, before each statement runs.
 *
 * @throws An error that says the line, for a claim that follows nothing that has a value.
 */
export function rewrite(code: string): string {
  const source = ts.createSourceFile("snippet.ts", code, ts.ScriptTarget.ES2023, true);
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  let claims = 0;
  const out = source.statements.map((statement, i) => {
    const start = statement.getStart();
    const next = source.statements[i + 1]?.getStart() ?? code.length;
    const claim = claimIn(code.slice(statement.end, next));
    if (ts.isImportDeclaration(statement)) return statement.getText();
    const at = `at__(${lineOf(start)}); `;
    if (claim === undefined) return at + statement.getText();
    claims += 1;
    if (claim.kind === "throws") {
      return `${at}await throws__(async () => { ${statement.getText()} }, ${JSON.stringify(claim.text)});`;
    }
    return at + checked(statement, claim.text, lineOf(start));
  });
  const written = code.match(/\/\/ (=>|throws )/g)?.length ?? 0;
  if (written !== claims)
    throw new Error(`${written} claims are written, ${claims} follow a statement of the top level`);
  return out.join("\n");
}

/** The claim in the comments after a statement; its text runs on over comment lines until it is an expression. */
function claimIn(trivia: string): Claim | undefined {
  const lines = trivia.split("\n").map((line) => line.trim());
  const first = lines.findIndex((line) => /^\/\/ (=>|throws )/.test(line));
  if (first < 0) return undefined;
  const opening = lines[first] as string;
  if (opening.startsWith("// throws ")) return { kind: "throws", text: opening.slice("// throws ".length) };
  let text = opening.slice("// =>".length).trim();
  for (const line of lines.slice(first + 1)) {
    if (isExpression(text) || !line.startsWith("//")) break;
    text += `\n${line.slice(2)}`;
  }
  // A remark in parentheses may follow: `// => 0.5963… (Gompertz's constant)`.
  const remark = /^([\s\S]*\S)\s+\([^()]*\)$/.exec(text);
  if (remark !== null && isExpression(remark[1] as string)) text = remark[1] as string;
  if (!isExpression(text)) throw new Error(`not a value: ${text}`);
  return { kind: "value", text };
}

/** The statement followed or replaced by the check of its value. */
function checked(statement: ts.Statement, expected: string, line: number): string {
  const value = `() => (${marked(expected)}\n)`;
  if (ts.isExpressionStatement(statement)) {
    return `check__(${printed(statement.expression)}, ${value});`;
  }
  const names = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const [name] = names;
  if (names.length !== 1 || name === undefined || !ts.isIdentifier(name.name)) {
    throw new Error(`line ${line + 1} of the fence: "// =>" follows no expression and no single name`);
  }
  return `${statement.getText()} check__(${name.name.text}, ${value});`;
}

/** What is printed by `console.log(x)`, otherwise the expression itself. */
function printed(expression: ts.Expression): string {
  const logs = ts.isCallExpression(expression) && expression.expression.getText() === "console.log";
  return (logs ? expression.arguments[0] : expression)?.getText() ?? "undefined";
}

/**
 * `0.72…` stands for a number that begins so; `…` before a closing bracket for what is not shown; a typed array is
 * written as Node prints it or as an array.
 */
function marked(expected: string): string {
  return expected
    .replace(/\b(?:Int|Uint|Float)\d+(?:Clamped)?Array(?:\(\d+\))?\s*\[/g, "[")
    .replace(/(-?\d[\d_.]*(?:e[-+]?\d+)?)…/g, 'about__("$1")')
    .replace(/…(?=\s*\])/g, "rest__")
    .replace(/…(?=\s*\})/g, "[rest__]: true");
}

function isExpression(text: string): boolean {
  const { diagnostics } = ts.transpileModule(`(${marked(text)}\n)`, { reportDiagnostics: true });
  return diagnostics?.length === 0;
}
