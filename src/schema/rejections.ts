import * as z from "zod/mini";
import type { ScoringErrorCode } from "../core/error.ts";
import type { Rejection } from "../core/types.ts";
import type { Fields } from "./parse.ts";

/** Every code there is: one that is added does not compile until it stands here. */
const CODES: { readonly [K in ScoringErrorCode]: K } = {
  missing: "missing",
  wrong_type: "wrong_type",
  not_finite: "not_finite",
  out_of_range: "out_of_range",
  length_mismatch: "length_mismatch",
  invalid_date: "invalid_date",
  no_offset: "no_offset",
  unknown_time_zone: "unknown_time_zone",
  mixed_currency: "mixed_currency",
  late: "late",
  unknown_name: "unknown_name",
  duplicate: "duplicate",
  empty: "empty",
  conflict: "conflict",
  cycle: "cycle",
  too_large: "too_large",
  unknown_version: "unknown_version",
  aborted: "aborted",
};

/** A row that was set aside, as a saved state keeps it. */
export const rejectionSchema: z.ZodMiniType<Rejection> = z.strictObject({
  row: z.int().check(z.minimum(0)),
  field: z.string(),
  code: z.enum(CODES),
  expected: z.string(),
} satisfies Fields<Rejection>);
