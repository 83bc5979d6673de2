/**
 * The beta-discrete-Weibull model as a model of contracts.
 *
 * @module
 */
import { type ContractKind, oddsOfStaying } from "../contract/contract-kind.ts";
import { type WeibullVector, weibullDrop } from "./kernel.ts";
import { betaDiscreteWeibullObjective } from "./objective.ts";

const vector = (p: Float64Array): WeibullVector => p as unknown as WeibullVector;

/** The model. */
export const betaDiscreteWeibullKind: ContractKind = {
  kind: "betaDiscreteWeibull",
  names: ["alpha", "beta", "c"],
  logSurvival: (p, tenure, ahead) => -weibullDrop(vector(p), tenure, ahead),
  retention: (p, t) => Math.exp(-weibullDrop(vector(p), t - 1, 1)),
  lossRate: (p, t) => -Math.expm1(-weibullDrop(vector(p), t - 1, 1)),
  objective: betaDiscreteWeibullObjective,
  usual: (renewals) => [1, oddsOfStaying(renewals), 1],
  spread: [
    [0.1, 0.1, 1],
    [10, 10, 1],
    [0.3, 0.3, 1.6],
    [3, 3, 0.6],
    [100, 100, 1],
    [0.1, 1, 2],
    [100, 100, 0.5],
  ],
  meanings: {
    alpha: {
      zero: "hardly anybody is lost, or only at the first renewal",
      infinity: "all customers are alike: what changes with time is each customer's own chance",
    },
    beta: {
      zero: "those who are lost are lost at the first renewal",
      infinity:
        "all customers are alike: what changes with time is each customer's own chance, or nobody is lost",
    },
    c: {
      zero: "who makes the first renewal stays for good",
      infinity: "who makes the first renewal is lost at the next",
    },
  },
};
