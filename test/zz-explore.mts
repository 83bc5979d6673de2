import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";
import { helpers, rewrite } from "/tmp/wt/embed/test/docs/rewrite.ts";
import { exportsOf } from "/tmp/wt/embed/test/docs/resolve.ts";
import { snippetsOf } from "/tmp/wt/embed/test/docs/snippet.ts";
import { basename } from "node:path";
const root = "/tmp/wt/embed";
const api = resolve(root, "test/package/api");
const names = new Set<string>();
for (const page of readdirSync(api)) for (const [, name] of readFileSync(resolve(api, page), "utf8").matchAll(/\b(\w+)\?:/g)) names.add(name as string);
const files = readdirSync(resolve(root, "src"), { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".ts")).map((f) => `src/${f}`).concat(readdirSync(resolve(root, "docs")).filter((f) => f.endsWith(".md")).map((f) => `docs/${f}`));
const dist = (f: string) => f;
const locate = (file: string, s: string) => s.startsWith(".") ? dist(resolve(root, dirname(file), s)) : s.startsWith("clientele") ? `${root}/src/${s.slice(10) === "" ? "" : s.slice(10) + "/"}index.ts` : s;
function codeOf({ file, lines }: any): string {
  const code = lines.map(({ text }: any) => text).join("\n");
  if (file.endsWith(".md")) return code;
  const path = resolve(root, file); const found = new Set<string>();
  const imp = (spec: string, source: string) => { const ns = exportsOf(source).filter((n) => !found.has(n) && new RegExp(`\\b${n}\\b`).test(code) && !new RegExp(`(const|let|function|class|interface|type)\\s+${n}\\b|import[^;]*\\b${n}\\b`).test(code)); for (const n of ns) found.add(n); return ns.length ? `import { ${ns.join(", ")} } from "${spec}"; ` : ""; };
  return imp(`./${basename(file)}`, path) + imp("./index.ts", resolve(path, "../index.ts")) + imp("clientele", `${root}/src/index.ts`) + code;
}
const only = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const seen = new Map<string, number>();
Error.stackTraceLimit = 3;
let busy = false; const given = new WeakSet<object>();
const deep = process.argv[3] === "deep";
const tag = (v: any, top: boolean): void => { if (typeof v !== "object" || v === null || given.has(v)) return; const p = Object.getPrototypeOf(v); if (Array.isArray(v)) { if (deep) v.slice(0, 50).forEach((x) => tag(x, false)); return; } if (p !== Object.prototype) return; if ("toRows" in v) return; given.add(v); for (const k of Object.keys(v)) if (deep || top) { const d = Object.getOwnPropertyDescriptor(v, k)!; if ("value" in d) tag(d.value, false); } };
const wrapped = new WeakMap<object, any>();
const wrap = (f: any): any => { if (typeof f === "object" && f !== null && Object.prototype.toString.call(f) === "[object Module]") { if (!wrapped.has(f)) wrapped.set(f, Object.fromEntries(Object.entries(f).map(([k, v]) => [k, wrap(v)]))); return wrapped.get(f); } if (typeof f !== "function" || /^class/.test(String(f))) return f; if (!wrapped.has(f)) wrapped.set(f, (...a: any[]) => { if (deep) a.forEach((x) => tag(x, true)); else if (a.length > 1) { const last = a[a.length - 1]; if (last && !last.columns) tag(last, true); } return f(...a); }); return wrapped.get(f); };
const bare = (o: object) => Object.assign(Object.create(null), o);
const plant = () => { for (const name of names) { if (name in Object.prototype) continue;
  Object.defineProperty(Object.prototype, name, bare({ configurable: true, enumerable: false,
    get(this: object) { if (busy || !given.has(this)) return undefined; busy = true; const e = new Error(); const at = (e.stack ?? "").split("\n")[2] ?? ""; const m = /src\/([\w/.-]+\.ts):(\d+)/.exec(at); if (m) { const key = `${m[1]}:${m[2]} ${name}`; seen.set(key, (seen.get(key) ?? 0) + 1); } busy = false; return undefined; },
    set(this: object, value: unknown) { Object.defineProperty(this, name, bare({ value, writable: true, enumerable: true, configurable: true })); } })); } };
const unplant = () => { for (const name of names) if (Object.getOwnPropertyDescriptor(Object.prototype, name)?.get) delete (Object.prototype as any)[name]; };
for (const n of ["get", "set", "enumerable", "configurable", "writable", "message", "default", "then", "value", "toJSON"]) names.delete(n);
let n = 0;
for (const file of files) for (const snippet of snippetsOf(root, file)) {
  if (!snippet.runs || !only.test(file)) continue;
  const { outputText } = ts.transpileModule(rewrite(codeOf(snippet)), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 } });
  const modules = new Map<string, unknown>();
  for (const [, s] of outputText.matchAll(/\brequire\("([^"]+)"\)/g)) { try { modules.set(s!, wrap(await import(locate(file, s!)))); } catch (e) { console.log("no", file, s); } }
  const scope: Record<string, unknown> = { at__: () => {}, check__: (a: any) => { try { JSON.stringify(a); a?.toRows?.(); } catch {} }, throws__: async (f: any) => { try { await f(); } catch {} }, about__: () => 0, rest__: Symbol("x") };
  const program = new Function("require", "exports", "console", ...helpers, `return (async () => { ${outputText}\n })();`);
  const silent = { log() {}, table() {}, error() {} };
  let failed: unknown;
  plant();
  try { await program((m: string) => modules.get(m), {}, silent, ...helpers.map((h) => scope[h])); } catch (e) { failed = e; }
  unplant();
  if (failed) console.log(file, snippet.line, String((failed as Error).stack).slice(0, 250));
  n += 1;
}
writeFileSync("/tmp/embed-size/hits.txt", [...seen].sort().map(([k, c]) => `${c} ${k}`).join("\n") + "\n");
console.log(n, seen.size, names.size);
