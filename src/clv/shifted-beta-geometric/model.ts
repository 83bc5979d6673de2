/**
 * The shifted-beta-geometric model as a model of contracts.
 *
 * @module
 */
import { lbetaDrop } from "../../math/lbeta-drop.ts";
import { type ContractKind, oddsOfStaying } from "../contract/contract-kind.ts";
import { shiftedBetaGeometricObjective } from "./objective.ts";

const first = (p: Float64Array): number => p[0] as number;
const second = (p: Float64Array): number => p[1] as number;

/** The model. */
export const shiftedBetaGeometricKind: ContractKind = {
  kind: "shiftedBetaGeometric",
  names: ["alpha", "beta"],
  logSurvival: (p, tenure, ahead) => -lbetaDrop(first(p), second(p) + tenure, ahead),
  // `beta + (t - 1)`: with t added first a small beta would lose its digits
  retention: (p, t) => (second(p) + (t - 1)) / (first(p) + second(p) + (t - 1)),
  lossRate: (p, t) => first(p) / (first(p) + second(p) + (t - 1)),
  objective: shiftedBetaGeometricObjective,
  usual: (renewals) => [1, oddsOfStaying(renewals)],
  spread: [
    [0.1, 0.1],
    [10, 10],
    [0.1, 1],
    [1, 0.1],
    [100, 100],
  ],
  meanings: {
    alpha: {
      zero: "hardly anybody is lost, or only at the first renewal",
      infinity: "all customers are lost with the same chance, which does not fall with time",
    },
    beta: {
      zero: "those who are lost are lost at the first renewal",
      infinity:
        "all customers are lost with the same chance, which does not fall with time, or nobody is lost",
    },
  },
};
