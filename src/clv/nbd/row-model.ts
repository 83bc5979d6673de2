import type { RowModel } from "../scoring.ts";
import { nbdExpectedPurchases } from "./kernel.ts";

/** Names of the parameters, in order. */
export const NBD_NAMES: readonly ["r", "alpha"] = ["r", "alpha"];

/** What NBD says of one customer. */
export const nbdRowModel: RowModel = {
  kind: "nbd",
  names: NBD_NAMES,
  oddsLeft: () => 0,
  expected: (p, x, T, t) => nbdExpectedPurchases(p[0] as number, p[1] as number, x, T, t),
  survival: () => 1,
  waitingTime: (p, x, T, chance) =>
    ((p[1] as number) + T) * Math.expm1(-Math.log1p(-chance) / ((p[0] as number) + x)),
  discounted: (p, x, T, delta) =>
    delta === 0 ? Number.POSITIVE_INFINITY : ((p[0] as number) + x) / ((p[1] as number) + T) / delta,
};
