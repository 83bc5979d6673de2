/**
 * Draws from the posterior of BG/NBD.
 *
 * @module
 */
import { bgNbd, type Posterior, posterior, type RepeatParameters } from "../../../src/clv/index.ts";
import { pythonSubject } from "../harness/python.ts";
import type { Subject } from "../harness/subject.ts";
import { rowsOf } from "./clv-fits.ts";

/** Ours: the priors of the peer, so that both draw from the same density. */
export const clientele: Subject = (folder) => {
  const rows = rowsOf(folder);
  return {
    run: () => posterior(bgNbd, rows, { draws: 1000, chains: 4, seed: 1, priors: "pymc-marketing" }),
    found: () => ({}),
  };
};

/** The largest R-hat and the fewest effective draws of a posterior. */
export function worst({ summary }: Posterior<"bgNbd", RepeatParameters["bgNbd"]>) {
  const all = Object.values(summary);
  return {
    rhat: Math.max(...all.map(({ rhat }) => rhat)),
    bulkEss: Math.min(...all.map(({ bulkEss }) => bulkEss)),
  };
}

/** pymc-marketing by its NUTS, 1,000 steps of warm-up and 1,000 draws in each of four chains. */
export const pymcMarketing: Subject = pythonSubject(`
import pandas as pd
from pymc_marketing.clv import BetaGeoModel
x, tx, T = [doubles(name) for name in ("frequency", "recency", "age")]
data = pd.DataFrame({"customer_id": np.arange(len(x)), "frequency": x, "recency": tx, "T": T})
def run():
    model = BetaGeoModel(data=data)
    model.fit(method="mcmc", draws=1000, tune=1000, chains=4, cores=1, random_seed=1, progressbar=False)
`);
