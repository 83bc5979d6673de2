import { resolve } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { optionalNames, watchedFolders, watchInherited } from "../docs/inherited.ts";

/**
 * A test fails in which our code reads a name that it was not given of what all objects inherit. Each name is there, as a
 * getter of nothing:
 *
 *     INHERITED=1 npx vitest run --project unit
 */
const root = resolve(import.meta.dirname, "../..");
const { plant, clear } = watchInherited(optionalNames(root), watchedFolders(root));

beforeEach(plant);
afterEach(() => {
  expect(clear(), "names that nobody gave, and that were read").toEqual([]);
});
