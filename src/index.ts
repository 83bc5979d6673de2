/**
 * Which customers to win, keep, grow and win back, and what each is worth: pure functions from typed
 * tables to typed tables. This is the front door; each module is importable apart (`clientele/rfm`),
 * the dictionaries (`clientele/labels/en`) and the schemas (`clientele/schema`) only so.
 *
 * @module
 */
export type { Duration } from "./calendar/duration.ts";
export type { Period, WeekStart } from "./calendar/period.ts";
export * from "./charts/index.ts";
export * from "./clv/index.ts";
export * from "./connectors/index.ts";
export * from "./core/index.ts";
export * from "./history/index.ts";
export * from "./lifecycle/index.ts";
export * from "./profit/index.ts";
export * from "./referral/index.ts";
export * from "./report/index.ts";
export * from "./rfm/index.ts";
export * from "./rules/index.ts";
export * from "./scorecard/index.ts";
export * from "./segmentation/index.ts";
