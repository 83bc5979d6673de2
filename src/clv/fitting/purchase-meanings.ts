import type { Meanings } from "./runaways.ts";

/** What it means where the purchase rates Gamma(r, alpha) run away, in every model that has them. */
export const PURCHASE_MEANINGS: Meanings = {
  r: {
    zero: "almost nobody buys again, or all purchases come from a few customers",
    infinity: "all customers buy at the same rate",
  },
  alpha: {
    zero: "purchases come so fast that their time scale cannot be seen",
    infinity: "all customers buy at the same rate, or nobody buys again",
  },
};
