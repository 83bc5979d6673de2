import { describe, expect, test } from "vitest";
import {
  type ActionCondition,
  type ActionFacts,
  actionIndex,
  conditionsOf,
  defaultActions,
  type Risk,
  riskOf,
} from "../../src/scorecard/next-action.ts";

const facts: ActionFacts = {
  management: "retain",
  stage: "mature",
  segment: "champions",
  tier: "gold",
  topTier: false,
  risk: "low",
};

test.each<[Partial<ActionFacts>, string | undefined]>([
  [{ management: "win-back", topTier: true }, "win-back-in-person"],
  [{ management: "win-back" }, "win-back-offer"],
  [{ topTier: true, risk: "high" }, "call"],
  [{ topTier: true, risk: "medium" }, "call"],
  [{ risk: "high" }, "remind"],
  [{ risk: "medium" }, "remind"],
  [{ topTier: true }, "thank"],
  [{ topTier: true, risk: null }, "thank"],
  [{}, undefined],
  [{ risk: null }, undefined],
  [{ management: "expand", topTier: true }, "reward"],
  [{ management: "expand" }, "recommend"],
  [{ management: "acquire" }, "welcome"],
  [{ management: null, topTier: true, risk: "high" }, undefined],
])("the default table for %j: %s", (changes, action) => {
  expect(defaultActions[actionIndex(conditionsOf(defaultActions), { ...facts, ...changes })]?.action).toBe(
    action,
  );
});

describe("a line fits where each of its conditions does", () => {
  test.each<[ActionCondition, boolean]>([
    [{}, true],
    [{ management: ["expand", "retain"] }, true],
    [{ management: ["expand"] }, false],
    [{ stage: ["mature"] }, true],
    [{ stage: [] }, false],
    [{ segment: ["lost", "champions"] }, true],
    [{ segment: ["lost"] }, false],
    [{ tier: ["gold"] }, true],
    [{ tier: ["iron"] }, false],
    [{ topTier: false }, true],
    [{ topTier: true }, false],
    [{ risk: ["low"] }, true],
    [{ risk: ["high", "medium"] }, false],
    [{ stage: ["mature"], tier: ["iron"] }, false],
  ])("%j: %s", (when, isMet) => {
    expect(actionIndex(conditionsOf([{ when, action: "a" }]), facts)).toBe(isMet ? 0 : -1);
  });

  test("and none does where what it asks for is not known", () => {
    const unknown = { ...facts, management: null, stage: null, segment: null, tier: null, risk: null };
    const asked: ActionCondition[] = [
      { management: ["retain"] },
      { stage: ["mature"] },
      { segment: ["champions"] },
      { tier: ["gold"] },
      { risk: ["low"] },
    ];
    for (const when of asked) expect(actionIndex(conditionsOf([{ when, action: "a" }]), unknown)).toBe(-1);
  });
});

test.each<[number, Risk | null]>([
  [0, "high"],
  [1 / 3 - 1e-12, "high"],
  [1 / 3, "medium"],
  [2 / 3 - 1e-12, "medium"],
  [2 / 3, "low"],
  [1, "low"],
  [Number.NaN, null],
])("a chance of %d to be alive is a risk that is %s", (probabilityAlive, risk) => {
  expect(riskOf(probabilityAlive)).toBe(risk);
});
