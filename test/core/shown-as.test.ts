import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  defineLifecycle,
  explainCustomer,
  lifecycles,
  nbd,
  scoreCustomers,
  table,
  toMermaid,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { parseLifecycle, parseModel } from "../../src/schema/index.ts";

/** What a notebook is given. */
function shown(value: object): { readonly [mime: string]: string } {
  return (value as { [name: symbol]: () => { readonly [mime: string]: string } })[
    Symbol.for("Jupyter.display")
  ]?.() as { readonly [mime: string]: string };
}

/** What Deno prints. */
function denoText(value: object): unknown {
  return (value as { [name: symbol]: () => unknown })[Symbol.for("Deno.customInspect")]?.();
}

const rows = nbd.simulate({ parameters: { r: 0.5, alpha: 8 } }, { customers: 400, age: 30, seed: 1 });
const model = nbd.fit(rows);
const scorecard = scoreCustomers(
  { transactions: [{ customerId: "a*b", at: "2026-01-01", amount: 3 }] },
  { asOf: "2026-01-31" },
);
const explanation = explainCustomer(scorecard, "a*b", en);
const pair = defineLifecycle({ stages: ["on", "off"], events: [], initial: "on", transitions: [] });

describe.each([
  ["a model", model],
  ["a model that was read back", parseModel(JSON.stringify(model))],
  ["a lifecycle", pair],
  ["a ready lifecycle", lifecycles.commerce],
  ["a lifecycle that was read back", parseLifecycle(JSON.stringify(lifecycles.classic))],
  ["an explanation", explanation],
] as const)("%s", (_name, value) => {
  test("shows itself in a notebook and in consoles", () => {
    const bundle = shown(value);
    expect(bundle["text/plain"]?.length).toBeGreaterThan(10);
    expect(bundle["text/markdown"]?.length).toBeGreaterThan(10);
    expect(inspect(value)).toBe(denoText(value));
    expect(inspect(value).split("\n").length).toBeLessThan(20);
  });

  test("stays the plain JSON that it is", () => {
    expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value);
    expect(structuredClone(value)).toStrictEqual(value);
    expect(Object.getOwnPropertySymbols({ ...value })).toEqual([]);
  });
});

test("a model's card has its parameters with intervals, its fit and its warnings", () => {
  const card = shown(model)["text/plain"] as string;
  expect(card.split("\n").map((line) => line.split(/\s{2,}/)[0])).toEqual([
    "nbd: 400 customers",
    "parameter",
    "r",
    "alpha",
    expect.stringMatching(/^log-likelihood -\d+\.\d+, AIC \d.*; converged after \d+ steps$/),
  ]);
  const never = nbd.fit([{ frequency: 0, recency: 0, age: 5 }]);
  expect(never.fit.converged).toBe(false);
  expect(shown(never)["text/plain"]).toContain("Warning: the fit is not to be trusted");
  expect(shown(never)["text/html"]).toContain("<p>Warning: ");
});

test("a lifecycle's chart is its Mermaid text", () => {
  expect(shown(lifecycles.classic)["text/vnd.mermaid"]).toBe(toMermaid(lifecycles.classic));
  expect(inspect(pair)).toBe("Lifecycle: on, off; begins at on; 0 transitions");
});

test("an explanation is its sentences", () => {
  expect(inspect(explanation)).toBe(explanation.sentences.join("\n"));
});

test("a table in a console is a few rows, and the names of what stands beside them", () => {
  const numbers = table(Array.from({ length: 9 }, (_, i) => ({ customerId: `c${i}`, x: i })));
  expect(inspect(numbers)).toBe(
    ["customerId  x", ...[0, 1, 2, 3, 4, 5].map((i) => `c${i}          ${i}`), "… 3 more", "9 rows"].join(
      "\n",
    ),
  );
  expect(inspect(scorecard)).toContain("1 row, with asOf, portfolio, history");
  for (const line of inspect(scorecard).split("\n")) expect(line.length).toBeLessThanOrEqual(161);
});
