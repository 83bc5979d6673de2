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

/** The code that is to read no name of what all objects inherit: ours, and what it calls. (zod looks at what it is given.) */
export function watchedFolders(root: string): readonly string[] {
  const packages = ["date-fns", "@date-fns", "simple-statistics"];
  return [`${root}/src/`, ...packages.map((name) => `/node_modules/${name}/`)];
}

/** Watches what is read of `Object.prototype`. */
export interface Watch {
  readonly plant: () => void;
  /** Takes the names away, and gives the reads: `high, by isClassMap in src/rfm/check-map.ts`. */
  readonly clear: () => readonly string[];
}

/**
 * A watch for these names: each is planted as a getter of nothing, so that every answer stays what it was, and a read
 * counts where code of `folders` reads. Whatever it reads of, an argument, a part of a policy or an object of its own,
 * somebody who plants a value there could change the answer.
 */
export function watchInherited(names: readonly string[], folders: readonly string[]): Watch {
  const reads = new Set<string>();
  let looking = false;
  const note = (name: string): void => {
    if (looking) return;
    looking = true;
    const [file, reader] = placeOfReader();
    const folder = folders.find((each) => file.includes(each));
    if (folder !== undefined)
      reads.add(`${name}, by ${reader} in ${folder.split("/").at(-2)}/${file.split(folder)[1]}`);
    looking = false;
  };
  const plant = (): void => {
    reads.clear();
    for (const name of names) Object.defineProperty(Object.prototype, name, trap(name));
  };
  const clear = (): readonly string[] => {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    return [...reads].sort();
  };
  return { plant, clear };

  function trap(name: string): PropertyDescriptor {
    // Without a prototype, which may have these very names.
    return Object.assign(Object.create(null) as object, {
      configurable: true,
      get(): undefined {
        note(name);
      },
      set(this: object, value: unknown): void {
        const own = { value, configurable: true, enumerable: true, writable: true };
        Object.defineProperty(this, name, Object.assign(Object.create(null) as object, own));
      },
    });
  }
}

/** File and function of the code that asked a getter, which asked `note`, which asks this. */
function placeOfReader(): readonly [file: string, reader: string] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 4;
  Error.prepareStackTrace = (_error, calls) => calls[3];
  const { stack } = new Error() as { stack?: unknown };
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  const call = stack as NodeJS.CallSite | undefined;
  return [call?.getFileName() ?? "", call?.getFunctionName() ?? "a function"];
}
