export { buffersOf } from "./buffers.ts";
export { type InputPath, ScoringError, type ScoringErrorCode } from "./error.ts";
export { type FoldSourceOptions, foldSource } from "./fold-source.ts";
export type { Fold, Progress, Signal, Sink, Source, StateStore } from "./ports.ts";
export { type Labels, labelOf, sentenceOf } from "./reason.ts";
export type {
  Cost,
  Customer,
  Interaction,
  OrderLine,
  ReferralEdge,
  SurveyAnswer,
  Transaction,
} from "./records.ts";
export { table } from "./table-of.ts";
export type {
  ColumnsOf,
  Fields,
  Id,
  InColumn,
  Input,
  OnInvalid,
  Open,
  OutColumn,
  OutColumns,
  Reason,
  Rejection,
  Renamed,
  Rows,
  Table,
  Time,
  TimeUnit,
} from "./types.ts";
