import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createHost } from "./host.ts";

const host = createHost();
afterAll(host.remove);

const { result: undisturbed } = host.runIn({});

/** Names whose use ends the process with an error. */
const forbid = (home: string, ...names: string[]) =>
  names
    .map((name) => `${home}.${name} = () => { throw new Error("${home}.${name} was called"); };`)
    .join("\n");

describe("the same bytes come out", () => {
  test("where no code may be made of texts, and nothing tries to", () => {
    const before = `
      let attempts = 0;
      const counted = (made) => new Proxy(made, {
        apply: (target, self, given) => { attempts += 1; return Reflect.apply(target, self, given); },
        construct: (target, given) => { attempts += 1; return Reflect.construct(target, given); },
      });
      globalThis.eval = counted(eval);
      globalThis.Function = Function.prototype.constructor = counted(Function);
      try { new Function(""); } catch { seen = "refused"; }
      attempts = 0;`;
    const flags = ["--disallow-code-generation-from-strings"];
    const { result, seen } = host.runIn({ before, flags, after: "seen = [seen, attempts];" });
    expect(result).toBe(undisturbed);
    expect(seen).toEqual(["refused", 0]);
  });

  test("without network, timers, workers and console", () => {
    const before = `
      import net from "node:net"; import http from "node:http"; import https from "node:https";
      import dns from "node:dns"; import child from "node:child_process"; import workers from "node:worker_threads";
      ${forbid("net", "connect", "createConnection", "createServer")}
      ${forbid("http", "request", "get")} ${forbid("https", "request", "get")}
      ${forbid("dns", "lookup", "resolve")} ${forbid("child", "spawn", "exec", "fork")} ${forbid("workers", "Worker")}
      ${forbid("console", "log", "warn", "error", "info", "debug")}`;
    const between = forbid(
      "globalThis",
      ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "importScripts"],
      ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "postMessage"],
    );
    expect(host.runIn({ before, between }).result).toBe(undisturbed);
  });

  test("where Node may read the library's files and do nothing else", () => {
    const root = resolve(import.meta.dirname, "../..");
    const readable = [realpathSync(host.folder), root, realpathSync(join(root, "node_modules"))];
    const flags = ["--experimental-permission", ...readable.map((path) => `--allow-fs-read=${path}/*`)];
    const after = `
      try { (await import("node:fs")).writeFileSync("touched", ""); } catch (error) { seen = error.code; }`;
    const { result, seen } = host.runIn({ flags, after });
    expect(result).toBe(undisturbed);
    expect(seen).toBe("ERR_ACCESS_DENIED");
    expect(existsSync(join(host.folder, "touched"))).toBe(false);
  });

  test("without chance, clock, locale, environment and zone of the process", () => {
    const between = `
      ${forbid("Math", "random")} ${forbid("Date", "now")} ${forbid("performance", "now")}
      ${forbid("Date.prototype", "getFullYear", "getMonth", "getDate", "getDay", "getHours", "getTimezoneOffset")}
      ${forbid("Date.prototype", "toLocaleString", "toLocaleDateString", "toLocaleTimeString")}
      ${forbid("Number.prototype", "toLocaleString")} ${forbid("String.prototype", "localeCompare", "toLocaleLowerCase")}
      ${forbid("crypto", "getRandomValues", "randomUUID")}
      const Real = Date;
      globalThis.Date = new Proxy(Real, { construct(target, given) {
        if (given.length === 0) throw new Error("new Date() was called");
        return Reflect.construct(target, given);
      } });
      process.env = new Proxy({}, { get() { throw new Error("the environment was read"); } });`;
    expect(host.runIn({ between }).result).toBe(undisturbed);
  });

  test("where every built-in prototype is frozen", () => {
    const between = `
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        const home = Object.getOwnPropertyDescriptor(globalThis, name).value;
        if (typeof home !== "function") continue;
        if (home.prototype) Object.freeze(home.prototype);
        Object.freeze(home);
      }
      Object.freeze(Object.getPrototypeOf(Int8Array)); Object.freeze(Object.getPrototypeOf(Int8Array.prototype));
      Object.freeze(Object.getPrototypeOf([][Symbol.iterator]())); Object.freeze(Math); Object.freeze(JSON);`;
    expect(host.runIn({ between }).result).toBe(undisturbed);
  });

  test("where every object inherits what rows, models and options are asked for", () => {
    const planted =
      "{ r: 9, alpha: 9, a: 9, b: 9, p: 9, q: 9, gamma: 9, currency: 'USD', kind: 'refund', weight: 5, orderId: 1, " +
      "timeZone: 'Asia/Tokyo', numericTime: 'ms', asOf: '2020-01-01', onInvalid: 'collect', customerId: 'nobody', " +
      "amount: 1, at: 4, columns: {}, fields: {}, policy: {}, seed: 1, covariates: {}, priors: {}, layer: 'x', " +
      "channel: 'y', cost: 3, discount: 5, rates: {}, holdout: [], holdoutPeriods: 3, period: 1, active: 2, toJSON() { return 1; } }";
    const between = `
      const planted = ${planted};
      for (const [name, value] of Object.entries(planted))
        Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: false });`;
    const after = "for (const name of Object.keys(planted)) delete Object.prototype[name];";
    expect(host.runIn({ between, after }).result).toBe(undisturbed);
  });
});

test("nothing global is changed by loading the library or by using it", () => {
  const snapshot = `
    const picture = () => JSON.stringify(Object.getOwnPropertyNames(globalThis).sort().map((name) => {
      const own = Object.getOwnPropertyDescriptor(globalThis, name);
      const home = own.value;
      const names = (value) => Reflect.ownKeys(value).map((key) => {
        const { value: inner, get } = Object.getOwnPropertyDescriptor(value, key);
        const held = inner ?? get;
        if (typeof held === "function" && !known.has(held)) known.set(held, known.size);
        return [String(key), typeof inner, known.get(held)];
      });
      return typeof home === "function" || name === "Math" || name === "JSON" || name === "Reflect"
        ? [name, names(home), home.prototype ? names(home.prototype) : null]
        : [name, typeof home];
    }));
    const known = new Map();`;
  const before = `${snapshot}\nconst first = picture();`;
  const { seen } = host.runIn({ before, after: "seen = picture() === first;" });
  expect(seen).toBe(true);
});

const ses = resolve(import.meta.dirname, "../runtimes/node_modules/ses");
if (!existsSync(ses)) console.warn("NOT RUN under SES: `npm ci --prefix test/runtimes` first.");

test.runIf(existsSync(ses))("under SES lockdown the same bytes come out", () => {
  // Locked down once the library is loaded: the dates of @date-fns/utc define the methods of Date anew, in a class of
  // their own, which a frozen Date forbids.
  const before = `
    import { createRequire } from "node:module";
    createRequire(${JSON.stringify(join(ses, "package.json"))})("ses");`;
  const between = 'lockdown({ errorTaming: "unsafe", consoleTaming: "unsafe" });';
  expect(host.runIn({ before, between }).result).toBe(undisturbed);
});
