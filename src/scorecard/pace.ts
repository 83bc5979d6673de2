/** How far a run is. */
export interface RunProgress {
  /** What is being done. */
  readonly step: "read" | "score" | "write";
  /** Batches read. */
  readonly batches: number;
  /** Rows read. */
  readonly rows: number;
  /** Customers met, or, while writing, written. */
  readonly customers: number;
  /** Rows set aside so far, those of batches that were skipped whole among them. */
  readonly rejected: number;
  /** Rows a second; null without a clock. */
  readonly rowsPerSecond: number | null;
  /** Seconds until all rows are read; null without a clock or `totalRows`. */
  readonly secondsLeft: number | null;
}

/** Counts what a run has done and reports it. */
export interface Pace {
  batches: number;
  rows: number;
  rejected: number;
  readonly report: (step: RunProgress["step"], customers: number) => void;
}

/** A pace that begins now, by the host's clock if there is one. */
export function createPace(
  onProgress: ((progress: RunProgress) => void) | undefined,
  clock: (() => number) | undefined,
  totalRows: number | undefined,
): Pace {
  const start = clock?.() ?? 0;
  const pace: Pace = {
    batches: 0,
    rows: 0,
    rejected: 0,
    report(step, customers) {
      const { batches, rows, rejected } = pace;
      const seconds = clock === undefined ? 0 : (clock() - start) / 1000;
      const rowsPerSecond = seconds > 0 ? rows / seconds : null;
      const known = totalRows !== undefined && rowsPerSecond !== null && rowsPerSecond > 0;
      const secondsLeft = known ? Math.max(0, totalRows - rows) / rowsPerSecond : null;
      onProgress?.({ step, batches, rows, customers, rejected, rowsPerSecond, secondsLeft });
    },
  };
  return pace;
}
