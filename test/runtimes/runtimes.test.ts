import { afterAll, describe, expect, test } from "vitest";
import { packedConsumer } from "../package/packed.ts";
import { engines } from "./engines.ts";

const consumer = packedConsumer();
consumer.write("package.json", JSON.stringify({ name: "host", private: true, type: "module" }));
afterAll(consumer.remove);

const [first, ...others] = engines;
const reference = await first?.score(consumer);
const wanted: unknown = JSON.parse(reference as string);

/** The largest relative difference of two numbers in the same place; everything else must be equal. */
function difference(a: unknown, b: unknown, path = ""): number {
  if (typeof a === "number" && typeof b === "number") {
    return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    if (a !== b) throw new Error(`${path}: ${String(a)} here, ${String(b)} there`);
    return 0;
  }
  const keys = Object.keys(a);
  expect(Object.keys(b), path).toEqual(keys);
  const at = (home: object, key: string): unknown => (home as { readonly [key: string]: unknown })[key];
  return keys.reduce((most, key) => Math.max(most, difference(at(a, key), at(b, key), `${path}.${key}`)), 0);
}

const missing = others.filter(({ present }) => !present).map(({ name }) => name);
if (missing.length > 0) {
  console.warn(
    `NOT RUN, not on this machine: ${missing.join(", ")}. Run \`npm ci --prefix test/runtimes\` first.`,
  );
}

describe("the packed library scores the same base in the same way in", () => {
  test.each(others.filter(({ present }) => present))("$name", async (engine) => {
    const found = await engine.score(consumer);
    const most = difference(wanted, JSON.parse(found));
    console.log(
      `${engine.name}: ${found === reference ? "every byte" : `numbers within ${most.toExponential(1)}`}`,
    );
    // Engines differ in the last bit of a logarithm; a standard error is a hundred thousand of them.
    expect(most).toBeLessThan(1e-9);
  });
});
