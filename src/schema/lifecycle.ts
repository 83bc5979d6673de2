import * as z from "zod/mini";
import { checkFlapping } from "../lifecycle/check-flapping.ts";
import { checkSpec } from "../lifecycle/check-spec.ts";
import { programOf } from "../lifecycle/program.ts";
import { showLifecycle } from "../lifecycle/show-lifecycle.ts";
import type { Threshold } from "../lifecycle/thresholds.ts";
import type { LearnedFrom, Lifecycle, LifecycleState, Transition } from "../lifecycle/types.ts";
import type { Declared } from "../rules/types.ts";
import { type Fields, parseWith } from "./parse.ts";
import { declaredSchema } from "./rules.ts";

const text = z.string().check(z.minLength(1));
const names = z.array(text);
const days = z.number().check(z.minimum(-1e7), z.maximum(1e7));
const length = z.number().check(z.minimum(0), z.maximum(1e7));
const share = z.number().check(z.gt(0), z.lt(1));
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const own = {
  days: length,
  baseProbability: z.exactOptional(share),
  minGaps: z.exactOptional(z.int().check(z.minimum(1), z.maximum(1e7))),
  weight: z.exactOptional(length),
  atLeast: z.exactOptional(length),
  atMost: z.exactOptional(length),
  base: z.exactOptional(
    z.strictObject({ mean: z.number(), std: z.number(), logMean: z.number(), logStd: z.number() }),
  ),
};

const threshold: z.ZodMiniType<Threshold> = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("fixed"), days: length }),
  z.strictObject({ rule: z.literal("base-quantile"), probability: share, days: length }),
  z.strictObject({ rule: z.literal("own-ratio"), ratio: z.number().check(z.gt(0), z.maximum(1e7)), ...own }),
  z.strictObject({
    rule: z.enum(["own-quantile", "own-normal", "own-gamma", "own-lognormal"]),
    probability: share,
    ...own,
  }),
]);

const value = z.union([scalar, z.array(z.string()), z.array(z.number())]);

/** A condition on facts; which operators a fact has, its declaration says. */
const guard: z.ZodMiniType = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(guard) }),
    z.strictObject({ any: z.array(guard) }),
    z.strictObject({ not: guard }),
    z.strictObject({ field: text, op: z.string(), value: z.exactOptional(value) }),
  ]),
);

const clock = z.strictObject({
  since: z.exactOptional(text),
  moreThan: z.exactOptional(z.union([days, text])),
  atLeast: z.exactOptional(z.union([days, text])),
});

const oneOrMore = z.union([text, names]);

const transition = z.strictObject({
  from: oneOrMore,
  to: text,
  on: z.exactOptional(oneOrMore),
  after: z.exactOptional(clock),
  before: z.exactOptional(clock),
  when: z.exactOptional(guard),
  priority: z.exactOptional(z.number()),
  backward: z.exactOptional(z.boolean()),
  reason: z.exactOptional(text),
} satisfies Fields<Transition<string, string, Declared, string>>);

const update = z.union([
  z.enum(["at", "first-at", "previous-at", "clear"]),
  z.strictObject({ add: z.number() }),
  z.strictObject({ addField: text }),
  z.strictObject({ set: scalar }),
]);

const learned: z.ZodMiniType<LearnedFrom> = z.strictObject({
  gaps: z.number(),
  customers: z.number(),
  meanGapDays: z.number(),
  gapStdDays: z.number(),
  meanLogGap: z.number(),
  logGapStd: z.number(),
} satisfies Fields<LearnedFrom>);

/** A lifecycle: stages, and what leads from one to another. */
export const lifecycleSchema: z.ZodMiniType<Lifecycle> = z.strictObject({
  kind: z.literal("lifecycle"),
  version: z.literal(1),
  name: z.exactOptional(text),
  stages: names.check(z.minLength(1)),
  events: names,
  facts: z.exactOptional(declaredSchema),
  initial: text,
  thresholds: z.exactOptional(z.record(text, threshold)),
  updates: z.exactOptional(z.record(text, z.union([z.literal("purchase"), z.record(text, update)]))),
  transitions: z.array(transition),
  forwardOnly: z.exactOptional(z.boolean()),
  management: z.exactOptional(z.record(text, z.enum(["acquire", "retain", "expand", "win-back"]))),
  learned: z.exactOptional(learned),
} satisfies Fields<Lifecycle>) as unknown as z.ZodMiniType<Lifecycle>;

/**
 * Refuses a lifecycle that cannot be run, or that leads in a circle.
 *
 * @throws A {@link ScoringError} with a path that begins with `name`.
 */
export function checkLifecycleOf(lifecycle: Lifecycle, name: string): void {
  checkSpec(lifecycle, name);
  checkFlapping(programOf(lifecycle), name);
}

/**
 * A lifecycle from JSON, text or parsed: what `defineLifecycle` or `learnThresholds` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for names that do not fit together.
 * @example
 * ```ts
 * import { lifecycles } from "clientele";
 * const lifecycle = parseLifecycle(JSON.stringify(lifecycles.classic));
 * lifecycle.initial; // => "prospect"
 * parseLifecycle({ ...lifecycle, initial: "guest" }); // throws lifecycle.initial
 * ```
 */
export function parseLifecycle(json: unknown): Lifecycle {
  const lifecycle = parseWith(lifecycleSchema, json, "lifecycle");
  checkLifecycleOf(lifecycle, "lifecycle");
  return showLifecycle(lifecycle);
}

/** Where a customer is in a lifecycle. */
export const lifecycleStateSchema: z.ZodMiniType<LifecycleState> = z.strictObject({
  stage: text,
  since: z.nullable(z.iso.date()),
  facts: z.record(text, z.nullable(scalar)),
} satisfies Fields<LifecycleState>) as unknown as z.ZodMiniType<LifecycleState>;

/**
 * A customer's state from JSON; whether it fits a lifecycle, `transition` says.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 */
export function parseLifecycleState(json: unknown): LifecycleState {
  return parseWith(lifecycleStateSchema, json, "state");
}
