import type { CnbdModel } from "../cnbd-k/cnbd-model.ts";

/** BG/CNBD-k: the first purchase is never the last. */
export const bgCnbdKModel: CnbdModel = { kind: "bgCnbdK", first: 0 };
