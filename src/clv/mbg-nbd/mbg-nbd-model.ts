import { bgModel } from "../bg-nbd/model.ts";
import type { RepeatModel } from "../repeat-model.ts";

/** MBG/NBD as a model of repeat purchases. */
export const mbgNbdModel: RepeatModel = /* @__PURE__ */ bgModel("mbgNbd", 1);
