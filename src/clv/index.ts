/**
 * Customer lifetime value: who is alive, how often each will buy, and what each is worth.
 *
 * A model is a namespace of functions of one shape: `fit` learns plain JSON from histories, everything else
 * takes that JSON first.
 *
 * @module
 */
export * as bgNbd from "./bg-nbd/index.ts";
export * as gammaGamma from "./gamma-gamma/index.ts";
export * as mbgNbd from "./mbg-nbd/index.ts";
export * as nbd from "./nbd/index.ts";
export * as paretoNbd from "./pareto-nbd/index.ts";
