import { bgNbd, posterior as draw } from "../../../src/clv/index.ts";
import { writeCdnow } from "../harness/bases.ts";
import { median } from "../harness/measured.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";
import { rowsOf } from "../subjects/clv-fits.ts";
import { worst } from "../subjects/posterior.ts";

const SIZE = 2357;

/** The posterior of BG/NBD on CDNOW, four chains of 1,000 draws: first call and later ones. */
export const posterior: Task = async function* ({ folder: make }) {
  const folder = make("cdnow", writeCdnow);
  const base = { folder, size: SIZE };
  const title = "BG/NBD posterior of CDNOW, 4 x 1,000 draws";
  const peer = {
    title: "pymc-marketing",
    place: "posterior#pymcMarketing",
    python: "pymc_marketing",
  } as const;
  const ours = { title: "clientele", place: "posterior#clientele" } as const;
  for (const { when, cold, must } of [
    { when: "first call", cold: true, must: 50 },
    { when: "warm", cold: false, must: 250 },
  ]) {
    yield measure({
      title: `${title}, ${when}`,
      unit: "customers",
      rounds: cold ? 1 : 5,
      peers: [
        { ...base, ...ours, cold },
        { ...base, ...peer, rounds: 1, cold, must },
      ],
    });
  }
  yield { title, unit: "draws", lines: [], ...quality(folder) };
};

/** How good the draws are over several seeds, and what they cost here. */
function quality(folder: string) {
  const rows = rowsOf(folder);
  const runs = Array.from({ length: 9 }, (_, i) => {
    const before = process.cpuUsage();
    const found = worst(draw(bgNbd, rows, { seed: i + 1 }));
    const { user, system } = process.cpuUsage(before);
    return { ...found, perSecond: (found.bulkEss * 1e6) / (user + system) };
  });
  const rhat = Math.max(...runs.map((run) => run.rhat));
  const perSecond = Math.round(median(runs.map((run) => run.perSecond)));
  return {
    limits: [{ what: "largest R-hat of nine seeds", value: rhat, atMost: 1.005, unit: "" }],
    notes: [
      `${perSecond.toLocaleString("en-US")} effective draws a second of CPU time, of the worst parameter`,
    ],
  };
}
