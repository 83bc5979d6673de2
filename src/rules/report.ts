import type { InputPath, ScoringErrorCode } from "../core/error.ts";

/** What is wrong with a rule set, and where. */
export interface RuleProblem {
  /** As in a {@link ScoringError}. */
  readonly code: ScoringErrorCode;
  /** Where: `["rules", "segments", "vip", "all", 1, "op"]`. */
  readonly path: InputPath;
  /** What would have been accepted. */
  readonly expected: string;
  /** What came, never the value. */
  readonly got: string;
}

/** Notes a problem. */
export type Report = (code: ScoringErrorCode, path: InputPath, expected: string, got: string) => void;
