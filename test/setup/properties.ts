import fc from "fast-check";

/**
 * Every run of the tests looks at the same cases, so that a change is judged by what it changes. To look at others,
 * and at more of them:
 *
 *     PROPERTY_SEED=random PROPERTY_RUNS=100000 npx vitest run --project property
 */
const { PROPERTY_SEED = "20260131", PROPERTY_RUNS = "100" } = process.env;

fc.configureGlobal({
  numRuns: Number(PROPERTY_RUNS),
  ...(PROPERTY_SEED === "random" ? {} : { seed: Number(PROPERTY_SEED) }),
});
