import { writeCdnow, writeSimulated } from "../harness/bases.ts";
import type { Section } from "../harness/measured.ts";
import type { Peer } from "../harness/peers.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

interface Base {
  readonly name: string;
  readonly folder: string;
  readonly size: number;
}

/** Lifetime-value models fitted and asked, beside lifetimes, at three sizes. */
export const clv: Task = async function* ({ scaled, folder }) {
  const simulated = (customers: number): Base => {
    const made = folder(`base-of-${customers}`, (path) => writeSimulated(path, customers));
    return { name: `${customers.toLocaleString("en-US")} simulated`, folder: made, size: customers };
  };
  const sample: Base = { name: "CDNOW", folder: folder("cdnow", writeCdnow), size: 2357 };
  const middle = simulated(scaled(100_000));
  const large = simulated(scaled(1_000_000));
  for (const base of [sample, middle, large]) yield* fits(base);
  yield* predictions(large);
};

async function* fits(base: Base): AsyncIterable<Section> {
  const small = base.size < 10_000;
  const middle = !small && base.size <= 100_000;
  const must = small ? {} : { must: base.size <= 100_000 ? 80 : 70 };
  yield measure(planOf("BG/NBD fit", base, "bgNbdFit", { rounds: small ? 3 : 1, cold: !small, ...must }));
  yield measure(planOf("MBG/NBD fit", base, "mbgNbdFit"));
  const slow = { rounds: 1, cold: true };
  if (base.size <= 100_000) {
    yield measure(
      planOf("Pareto/NBD fit", base, "paretoNbdFit", { ...slow, ...(middle ? { must: 400 } : {}) }),
    );
  } else {
    yield measure(planOf("Pareto/NBD fit", base, "paretoNbdFit"));
  }
  yield measure(
    planOf("Gamma-Gamma fit", base, "gammaGammaFit", { ...slow, ...(middle ? { must: 100 } : {}) }),
  );
}

async function* predictions(base: Base): AsyncIterable<Section> {
  const once = { rounds: 1 };
  yield measure(planOf("BG/NBD P(alive) and purchases in 52 weeks", base, "bgNbdYear", { ...once, must: 8 }));
  yield measure(
    planOf("Pareto/NBD P(alive) and purchases in 52 weeks", base, "paretoNbdYear", { ...once, must: 12 }),
  );
  yield measure(planOf("12-month value", base, "twelveMonths", { ...once, cold: true, must: 80 }));
}

const PREDICTIONS = ["bgNbdYear", "paretoNbdYear", "twelveMonths"];

/** A subject of ours, beside that of the same name of lifetimes where something is said of it. */
function planOf(title: string, base: Base, name: string, peer?: Partial<Peer>) {
  const { folder, size } = base;
  const file = PREDICTIONS.includes(name) ? "clv-predictions" : "clv-fits";
  const peers: Peer[] = [{ title: "clientele", place: `${file}#${name}`, folder, size }];
  if (peer !== undefined) {
    peers.push({
      title: "lifetimes",
      place: `clv-lifetimes#${name}`,
      folder,
      size,
      python: "lifetimes",
      ...peer,
    });
  }
  return { title: `${title}, ${base.name} customers`, unit: "customers", rounds: 5, peers };
}
