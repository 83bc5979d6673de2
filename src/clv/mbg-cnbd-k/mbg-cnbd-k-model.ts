import type { CnbdModel } from "../cnbd-k/cnbd-model.ts";

/** MBG/CNBD-k: the first purchase may be the last. */
export const mbgCnbdKModel: CnbdModel = { kind: "mbgCnbdK", first: 1 };
