import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { chromium } from "playwright-core";
import type { Consumer } from "../package/packed.ts";

/** An engine that scores the base of `scored-base.js` and gives the result as JSON. */
export interface Engine {
  readonly name: string;
  /** Is it on this machine? */
  readonly present: boolean;
  readonly score: (consumer: Consumer) => Promise<string>;
}

const here = import.meta.dirname;
const home = join(here, "node_modules");
/** As much of quickjs-emscripten as is used here. It is installed apart, so that its own types are not at hand. */
interface QuickJs {
  readonly getQuickJS: () => Promise<{ newContext(): QuickJsContext }>;
}

interface QuickJsContext {
  readonly evalCode: (code: string) => unknown;
  readonly unwrapResult: (result: unknown) => unknown;
  readonly getString: (handle: unknown) => string;
}

/** As much of miniflare as is used here. */
interface Workers {
  readonly Miniflare: new (options: {
    readonly modules: true;
    readonly script: string;
  }) => {
    dispatchFetch(url: string): Promise<{ text(): Promise<string> }>;
    dispose(): Promise<void>;
  };
}

const runFile = promisify(execFile);

/** The job as the text of a function, without the comment before it and the semicolon behind it. */
export const job: string = readFileSync(join(here, "scored-base.js"), "utf8")
  .replace(/^\/\/.*\n/, "")
  .replace(/;\s*$/, "");

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** A program that runs a module which imports the installed package by its name. */
function program(name: string, path: string, ...args: string[]): Engine {
  return {
    name,
    present: existsSync(path),
    async score({ folder, write }) {
      const module = `import * as library from "clientele";\nconsole.log(JSON.stringify((${job})(library)));\n`;
      write("score.mjs", module);
      const { stdout } = await runFile(path, [...args, "score.mjs"], { cwd: folder, maxBuffer: 1e8 });
      return stdout;
    },
  };
}

const scriptOf = ({ folder }: Consumer): string =>
  readFileSync(join(folder, "node_modules/clientele/dist/browser/clientele.global.js"), "utf8");
const scored = `JSON.stringify((${job})(Clientele))`;

/**
 * What a database engine gives: no globals but the language's, frozen, and no code from strings. Frozen once the library
 * is loaded: the dates of `@date-fns/utc` define the methods of `Date` anew when they are loaded.
 */
const bare: Engine = {
  name: "bare vm, frozen, no code generation",
  present: true,
  async score(consumer) {
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext(`${scriptOf(consumer)};${FREEZE}`, context);
    return runInContext(scored, context) as string;
  },
};

const FREEZE = `for (const name of Object.getOwnPropertyNames(this)) {
  const home = this[name];
  if (typeof home === "function" && home.prototype) Object.freeze(home.prototype);
  if (typeof home === "function" || (typeof home === "object" && home && name !== "globalThis")) Object.freeze(home);
}`;

const quickjs: Engine = {
  name: "QuickJS",
  present: existsSync(join(home, "quickjs-emscripten")),
  async score(consumer) {
    const load = createRequire(join(here, "package.json"));
    const { getQuickJS } = load("quickjs-emscripten") as QuickJs;
    const vm = (await getQuickJS()).newContext();
    return vm.getString(vm.unwrapResult(vm.evalCode(`${scriptOf(consumer)};${scored}`)));
  },
};

const workerd: Engine = {
  name: "workerd",
  present: existsSync(join(home, "miniflare")),
  async score(consumer) {
    const load = createRequire(join(here, "package.json"));
    const { Miniflare } = load("miniflare") as Workers;
    const handler = `export default { fetch: () => new Response(${scored}) };`;
    const worker = new Miniflare({
      modules: true,
      script: `${scriptOf(consumer).replace(/^"use strict";/, "")}\n${handler}`,
    });
    try {
      return await (await worker.dispatchFetch("http://localhost/")).text();
    } finally {
      await worker.dispose();
    }
  },
};

const browser: Engine = {
  name: "Chromium",
  present: CHROMIUM !== undefined,
  async score(consumer) {
    const chrome = await chromium.launch({
      executablePath: CHROMIUM as string,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
    try {
      const page = await chrome.newPage();
      await page.addScriptTag({ content: scriptOf(consumer) });
      return (await page.evaluate(scored)) as string;
    } finally {
      await chrome.close();
    }
  },
};

/** All of them; the first is the one that runs this. */
export const engines: readonly Engine[] = [
  program(`Node ${process.versions.node}`, process.execPath),
  ...[22, 24, 26].map((major) => program(`Node ${major}`, join(home, `node${major}/bin/node`))),
  program("Deno", join(home, ".bin/deno"), "run", "--node-modules-dir=manual"),
  program("Bun", join(home, ".bin/bun")),
  workerd,
  browser,
  bare,
  quickjs,
];
