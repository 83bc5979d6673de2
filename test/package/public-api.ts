import ts from "typescript";

/** An entry of the package and the file of declarations behind it. */
export interface Entry {
  readonly specifier: string;
  readonly declarations: string;
}

/** What an entry offers: declarations of its own, and names that it passes on from entries before it. */
export interface EntryRecord {
  readonly own: readonly string[];
  readonly passedOn: ReadonlyMap<string, readonly string[]>;
}

export interface PublicApi {
  readonly entries: ReadonlyMap<string, EntryRecord>;
  /** Types that signatures need and no entry names: as much a part of the contract. */
  readonly unnamed: readonly string[];
}

const printer = ts.createPrinter({ removeComments: true });
const MODULE = ts.SymbolFlags.Module;
const WIDTH = 110;

/**
 * Every public name once, with its signature and without its comments, by entry and name, those of `bgNbd` among them:
 * a change of the contract is a change of this text.
 */
export function publicApi(entries: readonly Entry[]): PublicApi {
  const program = ts.createProgram(
    entries.map(({ declarations }) => declarations),
    { module: ts.ModuleKind.NodeNext, lib: ["lib.es2022.d.ts"], types: [], skipLibCheck: true },
  );
  const checker = program.getTypeChecker();
  const homes = new Map<ts.Symbol, string>();
  const waiting: ts.Symbol[] = [];

  const behind = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  /** Notes the types that a declaration names, for those that no entry offers. */
  const visitNames = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const found = checker.getSymbolAtLocation(node);
      if (found !== undefined) waiting.push(behind(found));
    }
    ts.forEachChild(node, visitNames);
  };

  const declared = (symbol: ts.Symbol, name: string): string[] => {
    if (symbol.flags & MODULE) {
      return sorted(checker.getExportsOfModule(symbol)).flatMap((inner) => {
        const target = behind(inner);
        homes.set(target, "");
        return declared(target, `${name}.${inner.name}`);
      });
    }
    return (symbol.declarations ?? []).map((node) => {
      visitNames(node);
      return textOf(node, name);
    });
  };

  const records = new Map<string, EntryRecord>();
  for (const { specifier, declarations } of entries) {
    const own: string[] = [];
    const passedOn = new Map<string, string[]>();
    const module = checker.getSymbolAtLocation(program.getSourceFile(declarations) as ts.SourceFile);
    for (const symbol of sorted(checker.getExportsOfModule(module as ts.Symbol))) {
      const target = behind(symbol);
      const home = homes.get(target);
      if (home === undefined || home === "") {
        homes.set(target, specifier);
        own.push(...declared(target, symbol.name));
      } else passedOn.set(home, [...(passedOn.get(home) ?? []), symbol.name]);
    }
    records.set(specifier, { own, passedOn });
  }

  const unnamed: string[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = next.declarations?.[0];
    if (node === undefined || homes.has(next) || !isTopLevelType(node)) continue;
    if (!entries.some(({ declarations }) => isBeside(declarations, node))) continue;
    homes.set(next, "");
    unnamed.push(...declared(next, next.name));
  }
  return { entries: records, unnamed: unnamed.sort() };
}

function sorted(symbols: readonly ts.Symbol[]): ts.Symbol[] {
  return [...symbols].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isTopLevelType(node: ts.Node): boolean {
  const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  return isType && ts.isSourceFile(node.parent);
}

/** Whether a declaration is in the package of an entry, and not in a library that it uses. */
function isBeside(declarations: string, node: ts.Node): boolean {
  const folder = declarations.slice(0, declarations.lastIndexOf("/dist/") + "/dist/".length);
  return node.getSourceFile().fileName.startsWith(folder);
}

/** A declaration under its public name. */
function textOf(node: ts.Node, name: string): string {
  const print = (one: ts.Node) =>
    printer
      .printNode(ts.EmitHint.Unspecified, one, node.getSourceFile())
      .replace(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2));
  if (ts.isFunctionDeclaration(node)) return signature(node, name, print);
  if (ts.isVariableDeclaration(node)) {
    const { type, initializer } = node;
    return `const ${name}${type ? `: ${print(type)}` : ""}${initializer ? ` = ${print(initializer)}` : ""};`;
  }
  return print(node).replace(/^(?:export )?(?:declare )?(interface|type|class) \w+/, `$1 ${name}`);
}

function signature(node: ts.FunctionDeclaration, name: string, print: (one: ts.Node) => string): string {
  const types = node.typeParameters?.map(print) ?? [];
  const parameters = node.parameters.map(print);
  const result = print(node.type as ts.TypeNode);
  const flat = (list: readonly string[]) => list.join(", ");
  const open = types.length === 0 ? name : `${name}<${flat(types)}>`;
  const line = `function ${open}(${flat(parameters)}): ${result};`;
  if (line.length <= WIDTH) return line;
  const lines = (list: readonly string[]) => list.map((one) => `  ${one.replace(/\n/g, "\n  ")},\n`).join("");
  const head = open.length <= WIDTH ? open : `${name}<\n${lines(types)}>`;
  return `function ${head}(\n${lines(parameters)}): ${result};`;
}
