import { readFileSync } from "node:fs";

type Exports = Record<string, string | { readonly import: { readonly default: string } }>;

const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Exports };

/** What is public is said once, in the exports map: "rfm/index" stands for src/rfm/index.ts. */
export const entries: readonly string[] = Object.values(exports)
  .filter((target) => typeof target !== "string")
  .map((target) => target.import.default.slice("./dist/".length, -".js".length));

/**
 * The dictionaries need no file of any room. Built together with those that do, they would move esbuild's own
 * helper, which no entry but the rooms' needs, into a file of its own.
 */
export const dictionaries: readonly string[] = entries.filter((name) => name.startsWith("labels/"));

/** All other entries. */
export const rooms: readonly string[] = entries.filter((name) => !dictionaries.includes(name));
