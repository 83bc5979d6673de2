import { describe, expect, test } from "vitest";
import {
  bgNbd,
  chooseModel,
  chooseOnHoldout,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
} from "../../src/clv/index.ts";
import { sentenceOf } from "../../src/core/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";

const holdoutOf = (rows: { readonly columns: { readonly futurePurchases: Float64Array } }) => ({
  columns: { holdoutFrequency: rows.columns.futurePurchases },
});

describe("the choice on a holdout", () => {
  const regular = mbgCnbdK.simulate(
    { parameters: { k: 4, r: 0.9, alpha: 3, a: 0.8, b: 3 } },
    { customers: 1500, age: 52, horizon: 52, seed: 1 },
  );
  const choice = chooseOnHoldout(regular, {
    candidates: [nbd, mbgNbd, mbgCnbdK],
    holdout: holdoutOf(regular),
    horizon: 52,
  });

  test("finds clockwork buyers", () => {
    expect(choice.model.kind).toBe("mbgCnbdK");
    expect(choice.ranking.map(({ kind }) => kind)[2]).toBe("nbd");
    const [best, second] = choice.ranking;
    expect(best?.errors.rmse).toBeLessThan(second?.errors.rmse as number);
  });

  test("says why in both languages, with the numbers that decided", () => {
    const { reason } = choice;
    expect(reason["model"]).toBe("mbgCnbdK");
    for (const labels of [en, zh]) {
      const sentence = sentenceOf(reason, labels);
      expect(sentence).toContain("MBG/CNBD-k");
      expect(sentence).not.toMatch(/[{}?]/);
    }
  });

  test("is what chooseModel makes where a holdout is given", () => {
    const same = chooseModel(regular, {
      candidates: [nbd, mbgNbd, mbgCnbdK],
      holdout: holdoutOf(regular),
      horizon: 52,
    });
    expect(same.reason).toEqual(choice.reason);
  });

  test("a single candidate is the only one", () => {
    const one = chooseOnHoldout(regular, { candidates: [nbd], holdout: holdoutOf(regular), horizon: 52 });
    expect(one.reason.code).toBe("choice_only_candidate");
  });
});

test("where nobody repeats both choices are made, and say that nothing is identified", () => {
  const rows = Array.from({ length: 80 }, (_, i) => ({
    frequency: 0,
    recency: 0,
    age: 20 + (i % 9),
    holdoutFrequency: 0,
  }));
  const candidates = [bgNbd, mbgNbd, paretoNbd];
  const byFit = chooseModel(rows, { candidates });
  expect(byFit.reason).toBe("none_identified");
  expect(byFit.explanation).toContain("No candidate is identified");
  expect(byFit.ranking).toHaveLength(3);
  const byHoldout = chooseOnHoldout(rows, { candidates, horizon: 20 });
  expect(byHoldout.reason.code).toBe("choice_none_identified");
  expect(sentenceOf(byHoldout.reason, en)).toContain("do not trust");
});
