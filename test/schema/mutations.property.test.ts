import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  gammaGamma,
  lifetimeValue,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  rfmOf,
  scoreCustomers,
  shiftedBetaGeometric,
  tierOf,
} from "../../src/index.ts";
import {
  parseCuts,
  parseModel,
  parseScorecard,
  parseTiers,
  type SavedModel,
} from "../../src/schema/index.ts";
import { asOf, orders, saved } from "./saved.ts";

/** Mutations in all; the long mode takes a million: `MUTATIONS=1000000 npx vitest run --project property test/schema`. */
const MUTATIONS = Number(process.env["MUTATIONS"] ?? 10_000);
const EACH = Math.ceil(MUTATIONS / saved.length);

const BYTES = Array.from('{}[]",:0123456789.-+eE \\nulltrfasdkvo_\u0000é', (c) => c.charCodeAt(0));
const anyByte = fc.oneof(fc.constantFrom(...BYTES), fc.nat(255));

/** A text with one to three of its bytes changed, left out, put in or repeated. */
function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length - 1),
    length: fc.nat(8),
    byte: anyByte,
    how: fc.constantFrom("set", "set", "drop", "insert", "repeat"),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((given, { at, length, byte, how }) => {
      const head = given.slice(0, at);
      if (how === "set") return head + String.fromCharCode(byte) + given.slice(at + 1);
      if (how === "insert") return head + String.fromCharCode(byte) + given.slice(at);
      if (how === "drop") return head + given.slice(at + 1 + length);
      return head + given.slice(at, at + length) + given.slice(at);
    }, text),
  );
}

/** What a parser made of a text: the value, or the error. */
function outcome(parse: (json: unknown) => unknown, text: string): { value?: unknown; error?: unknown } {
  try {
    return { value: parse(text) };
  } catch (error) {
    return { error };
  }
}

const refusal = { name: "ScoringError", code: expect.any(String), expected: expect.any(String) };

describe("a changed byte loads as what the text now says, or is refused with a typed error", () => {
  test.each(saved)("%s", (_name, value, parse) => {
    const text = JSON.stringify(value);
    expect(parse(text)).toEqual(value);
    fc.assert(
      fc.property(mutated(text), (given) => {
        const { value: loaded, error } = outcome(parse, given);
        if (error === undefined) expect(loaded).toEqual(JSON.parse(given));
        else {
          expect(error).toMatchObject(refusal);
          expect((error as { path: readonly unknown[] }).path.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: EACH },
    );
  });
});

const MODELS = { bgNbd, mbgNbd, paretoNbd, nbd, mbgCnbdK, bgCnbdK };

/** What a model says of a customer. */
function predict(model: SavedModel): number {
  if (model.kind === "gammaGamma")
    return gammaGamma.expectedSpend(model, [{ frequency: 2, meanRepeatSpend: 30 }])[0] as number;
  if (model.kind === "shiftedBetaGeometric") return shiftedBetaGeometric.survivalOfActive(model, 3, 2);
  if (model.kind === "betaDiscreteWeibull") return betaDiscreteWeibull.survivalOfActive(model, 3, 2);
  if (model.kind === "bgBb") {
    return bgBb.probabilityAlive(model, [{ frequency: 2, recency: 4, opportunities: 6 }])[0] as number;
  }
  if (model.kind === "markovChain") {
    const [stage] = model.states;
    return lifetimeValue({ purchases: model, spend: 1 }, [{ stage }], { horizon: { years: 1 } }).row(0)
      .clv as number;
  }
  const rows = [{ frequency: 2, recency: 30, age: 39 }];
  return MODELS[model.kind].probabilityAlive(model as never, rows)[0] as number;
}

describe("what loads can be used", () => {
  const RUNS = { numRuns: Math.ceil(EACH / 4) };
  const models = saved.filter(([, , parse]) => parse === parseModel);

  test.each(models)("%s gives a number", (_name, value) => {
    fc.assert(
      fc.property(mutated(JSON.stringify(value)), (given) => {
        const { value: loaded } = outcome(parseModel, given);
        if (loaded !== undefined) expect(predict(loaded as SavedModel)).not.toBeNaN();
      }),
      RUNS,
    );
  });

  test("cut-offs give a score, a segment and a tier", () => {
    const text = (name: string): string => JSON.stringify(saved.find(([given]) => given === name)?.[1]);
    const row = { recencyDays: 20, orders: 3, revenue: 140 };
    fc.assert(
      fc.property(mutated(text("RFM cut-offs")), mutated(text("tier cut-offs")), (rfm, tiers) => {
        const cuts = outcome(parseCuts, rfm).value as ReturnType<typeof parseCuts> | undefined;
        if (cuts !== undefined && cuts.policy.monetary === "total" && cuts.policy.variant === "rfm") {
          expect(typeof rfmOf(cuts, row).segment).toBe("string");
        }
        const edges = outcome(parseTiers, tiers).value as ReturnType<typeof parseTiers> | undefined;
        if (edges !== undefined) expect(typeof tierOf(edges, 140)).toBe("string");
      }),
      RUNS,
    );
  });

  test("a scorecard scores, or says with a typed error what it cannot use", () => {
    const [, value] = saved.find(([name]) => name === "a scorecard") ?? [];
    const transactions = orders.slice(0, 60);
    fc.assert(
      fc.property(mutated(JSON.stringify(value)), (given) => {
        const learned = outcome(parseScorecard, given).value as ReturnType<typeof parseScorecard> | undefined;
        if (learned === undefined) return;
        const { value: scorecard, error } = outcome(
          () => scoreCustomers({ transactions }, { asOf, learned }).toRows(),
          "",
        );
        if (scorecard === undefined) expect(error).toMatchObject(refusal);
      }),
      RUNS,
    );
  });
});
