import type { Task } from "../harness/workspace.ts";
import { clv } from "./clv.ts";
import { csv } from "./csv.ts";
import { growth } from "./growth.ts";
import { history } from "./history.ts";
import { kmeans } from "./kmeans.ts";
import { lifecycle } from "./lifecycle.ts";
import { posterior } from "./posterior.ts";
import { profit } from "./profit.ts";
import { referral } from "./referral.ts";
import { rfm } from "./rfm.ts";
import { rules } from "./rules.ts";
import { start } from "./start.ts";
import { streamScoring } from "./stream-scoring.ts";
import { update } from "./update.ts";

/** All tasks, in the order in which they run. */
export const TASKS: { readonly [name: string]: Task } = {
  history,
  csv,
  rfm,
  clv,
  posterior,
  kmeans,
  rules,
  lifecycle,
  profit,
  referral,
  update,
  "stream-scoring": streamScoring,
  start,
  growth,
};
