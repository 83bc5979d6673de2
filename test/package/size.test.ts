import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { packedConsumer, root } from "./packed.ts";

/** Bytes after gzip, dependencies included: what a page loads. Raised on purpose, in the change that needs it. */
const budget = JSON.parse(readFileSync(join(import.meta.dirname, "size-budget.json"), "utf8")) as Record<
  string,
  number
>;

const consumer = packedConsumer();
const measured = new Map<string, number>();
afterAll(() => {
  consumer.remove();
  const lines = Array.from(measured, ([name, size]) => {
    return `  ${name.padEnd(28)}${kilobytes(size)} of ${kilobytes(budget[name] as number)}`;
  });
  console.info(`kB after gzip, dependencies included, and the budget:\n${lines.join("\n")}`);
});

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6);

function expectWithin(name: string, size: number): void {
  expect(budget, `size-budget.json lacks "${name}", which has ${size} bytes`).toHaveProperty([name]);
  measured.set(name, size);
  expect(size).toBeLessThanOrEqual(budget[name] as number);
}

async function gzipped(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: consumer.folder },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents as Uint8Array, { level: 9 }).length;
}

describe("gzip bytes of everything that a subpath offers", () => {
  test.each(consumer.specifiers)("%s", async (specifier) => {
    expectWithin(specifier, await gzipped(`export * from "${specifier}";`));
  });

  test("clientele.global.js", () => {
    const script = readFileSync(join(root, "dist/browser/clientele.global.js"));
    expectWithin("clientele.global.js", gzipSync(script, { level: 9 }).length);
  });
});

describe("one function, and nothing that it does not use", () => {
  const functions = [
    ["rfmOf", "clientele/rfm"],
    ["scoreRfm", "clientele/rfm"],
    ["tierOf", "clientele/segmentation"],
    ["purchaseHistory", "clientele/history"],
  ] as const;

  test.each(functions)("%s", async (name, specifier) => {
    const size = await gzipped(`export { ${name} } from "${specifier}";`);
    expectWithin(name, size);
    // The front door costs its users no more than the module does.
    expect(await gzipped(`export { ${name} } from "clientele";`)).toBeLessThanOrEqual(size + 50);
  });

  test("the budget names nothing that is gone", () => {
    const known = new Set<string>([
      ...consumer.specifiers,
      "clientele.global.js",
      "clientele.score.global.js",
      ...functions.map(([name]) => name),
    ]);
    expect(Object.keys(budget).filter((name) => !known.has(name))).toEqual([]);
  });
});
