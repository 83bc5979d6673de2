import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import * as source from "../../src/index.ts";
import { expected, job } from "./job.ts";
import { root } from "./packed.ts";

const text = readFileSync(join(root, "dist/browser/clientele.global.js"), "utf8");

/** What engines of 2019 lack, and what only a browser, Node or an inspector adds. */
const newer = `
  const drop = (home, ...names) => names.forEach((name) => delete home[name]);
  const typed = Object.getPrototypeOf(Int8Array.prototype);
  const since2019 = ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"];
  drop(Array.prototype, ...since2019);
  drop(typed, ...since2019);
  drop(Array, "fromAsync");
  drop(Object, "groupBy", "hasOwn");
  drop(Map, "groupBy");
  drop(Set.prototype, "union", "intersection", "difference", "isSubsetOf", "isSupersetOf", "isDisjointFrom");
  drop(String.prototype, "at", "replaceAll", "matchAll", "isWellFormed", "toWellFormed");
  drop(Promise, "allSettled", "any", "withResolvers", "try");
  drop(globalThis, "console", "Intl", "WebAssembly", "BigInt", "BigInt64Array", "BigUint64Array", "WeakRef",
    "FinalizationRegistry", "AggregateError", "SharedArrayBuffer", "Atomics", "Iterator");
  delete globalThis.globalThis;
`;

describe("the script for a bare engine", () => {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });

  beforeAll(() => {
    runInContext(`{${newer}}`, context);
    runInContext(text, context);
  });

  test("the engine is bare", () => {
    const seen = runInContext(
      "[typeof console, typeof process, typeof URL, typeof globalThis, typeof [].at]",
      context,
    );
    expect([...seen]).toEqual(Array(5).fill("undefined"));
    expect(() => runInContext("eval('1')", context)).toThrow();
  });

  test("it is ASCII, whatever encoding a page or an engine reads it in", () => {
    expect(text.match(/[\u0080-\uffff]/g)).toBeNull();
  });

  test("it defines one name, which offers what the front door offers", () => {
    const names = runInContext("Object.keys(Clientele)", context) as string[];
    expect([...names].sort()).toEqual(Object.keys(source).sort());
    expect(Object.keys(context)).toEqual(["Clientele"]);
  });

  test("it has what the script of databases has no room for, in under the megabyte that BigQuery loads", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    const asked = `(library) => {
      const bg = { kind: "bgNbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
      const sbg = { kind: "shiftedBetaGeometric", parameters: { alpha: 0.668, beta: 3.806 } };
      const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
      return JSON.stringify([
        library.bgNbd.purchaseCountProbability(bg, 2, { horizon: 52 }),
        Array.from(library.bgNbd.conditionalPurchaseCountProbability(bg, rows, 1, { horizon: 39 })),
        library.shiftedBetaGeometric.survival(sbg, 5),
        library.shiftedBetaGeometric.discountedExpectedResidualLifetime(sbg, 3, { discountRate: 0.1 }),
      ]);
    }`;
    const here = new Function("library", `return (${asked})(library);`)(source);
    expect(here).not.toContain("null");
    expect(runInContext(`(${asked})(Clientele)`, context)).toBe(here);
  });

  test("the same job gives the same numbers", () => {
    expect(runInContext(`(${job})(Clientele)`, context)).toBe(expected);
  });
});
