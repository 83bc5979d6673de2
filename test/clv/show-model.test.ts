import { inspect } from "node:util";
import { expect, test } from "vitest";
import { bgNbd, nbd } from "../../src/clv/index.ts";

const cardOf = (model: object): string => {
  const show = (model as { readonly [hook: symbol]: () => { readonly "text/plain": string } })[
    Symbol.for("Jupyter.display")
  ];
  return (show as () => { readonly "text/plain": string })()["text/plain"];
};

test("a fitted model shows its parameters with their intervals, on the console and in notebooks", () => {
  const rows = nbd.simulate({ parameters: { r: 1, alpha: 10 } }, { customers: 300, age: 40, seed: 1 });
  const model = nbd.fit(rows, { timeUnit: "week" });
  const { r, alpha } = model.parameters;
  const text = inspect(model);
  expect(text).toBe(cardOf(model));
  expect(text).toContain("nbd: 300 customers, time in weeks");
  expect(text).toMatch(/parameter +estimate +low \(95 %\) +high \(95 %\)/);
  expect(text).toContain(String(Number(r.toPrecision(5))));
  expect(text).toContain(String(Number(alpha.toPrecision(5))));
  const { logLikelihood, aic, bic, iterations } = model.fit;
  const short = (value: number) => String(Number(value.toPrecision(8)));
  expect(text).toContain(
    `log-likelihood ${short(logLikelihood)}, AIC ${short(aic)}, BIC ${short(bic)}; converged after ${iterations} steps`,
  );
  expect(text).not.toContain("not to be trusted");
  expect(text).not.toContain("left out");
  expect(JSON.parse(JSON.stringify(model))).toEqual({ ...model });
});

test("a fit that is not to be trusted says so, with what runs away and who was left out", () => {
  const never = { frequency: 0, recency: 0, age: 39 };
  const rows = Object.assign([never, never, { ...never, age: null }], { asOf: "2026-01-31" });
  const text = inspect(bgNbd.fit(rows));
  expect(text).toContain("bgNbd: 2 customers as of 2026-01-31");
  expect(text).not.toContain("time in");
  expect(text).toContain("not converged after");
  expect(text).toContain("the fit is not to be trusted: not_identified");
  expect(text).toContain("1 rows left out");
  expect(text).toContain("–");
  expect(text).toMatch(/\w+ runs to \w+: \w+/);
});
