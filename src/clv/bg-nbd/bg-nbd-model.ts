import type { RepeatModel } from "../repeat-model.ts";
import { bgModel } from "./model.ts";

/** BG/NBD as a model of repeat purchases. */
export const bgNbdModel: RepeatModel = /* @__PURE__ */ bgModel("bgNbd", 0);
