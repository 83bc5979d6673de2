import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Names without which nothing runs any more, the tests included: descriptors, errors, promises. */
const NEEDED = [
  "configurable",
  "default",
  "enumerable",
  "get",
  "message",
  "set",
  "then",
  "value",
  "writable",
];

/** Every name that a public type leaves optional, as the record of the contract has them. */
export function optionalNames(root: string): readonly string[] {
  const folder = resolve(root, "test/package/api");
  const pages = readdirSync(folder).map((page) => readFileSync(resolve(folder, page), "utf8"));
  const found = pages.flatMap((page) => [...page.matchAll(/\b(\w+)\?:/g)].map(([, name]) => name as string));
  return [...new Set(found)].filter((name) => !NEEDED.includes(name) && !(name in Object.prototype));
}

/** Watches what functions read of their options. */
export interface Watch {
  /** A module whose functions note what they are given. */
  readonly watched: (module: unknown) => unknown;
  /** Runs with the names planted, and gives those that were read of options which do not have them. */
  readonly during: (run: () => Promise<void>) => Promise<readonly string[]>;
}

/** A watch for these names. They are planted as getters of nothing, so that every answer stays what it was. */
export function watchInherited(names: readonly string[]): Watch {
  const given = new WeakMap<object, string>();
  const doors = new WeakMap<object, unknown>();
  const originals = new WeakMap<object, unknown>();
  const reads = new Set<string>();

  const note = (value: object, door: string): void => {
    given.set(value, door);
    for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(value))) {
      if (isPlain(inner)) given.set(inner, door);
    }
  };
  const watched = (offered: unknown, name = ""): unknown => {
    const isModule = Object.prototype.toString.call(offered) === "[object Module]";
    if (!isModule && (typeof offered !== "function" || name === "ScoringError")) return offered;
    const known = doors.get(offered as object);
    if (known !== undefined) return known;
    const door = isModule
      ? Object.fromEntries(
          Object.entries(offered as object).map(([each, inner]) => [each, watched(inner, each)]),
        )
      : (...args: unknown[]) => {
          restore(args);
          const options = args.at(-1);
          if (args.length > 1 && isPlain(options) && !("columns" in options)) note(options, name);
          return (offered as (...args: unknown[]) => unknown)(...args);
        };
    doors.set(offered as object, door);
    originals.set(door, offered);
    return door;
  };
  const during = async (run: () => Promise<void>): Promise<readonly string[]> => {
    reads.clear();
    for (const name of names) Object.defineProperty(Object.prototype, name, trap(name));
    try {
      await run();
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
    return [...reads];
  };
  return { watched, during };

  /** A model is given by its namespace: among the arguments, or in a list among the options. */
  function restore(list: unknown[]): void {
    for (const [i, each] of list.entries()) {
      if (typeof each !== "object" || each === null) continue;
      if (originals.has(each)) list[i] = originals.get(each);
      else if (isPlain(each))
        for (const inner of Object.values(each)) if (Array.isArray(inner)) restore(inner);
    }
  }

  function trap(name: string): PropertyDescriptor {
    // Without a prototype, which may have these very names.
    return Object.assign(Object.create(null) as object, {
      configurable: true,
      get(this: object): undefined {
        const door = given.get(this);
        if (door !== undefined) reads.add(`${door}: ${name}`);
      },
      set(this: object, value: unknown): void {
        const own = { value, configurable: true, enumerable: true, writable: true };
        Object.defineProperty(this, name, Object.assign(Object.create(null) as object, own));
      },
    });
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
