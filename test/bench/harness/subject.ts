/** What a run found: columns to compare, in the same order for all subjects of a comparison. */
export interface Found {
  readonly [column: string]: ArrayLike<number>;
}

/** A thing that is ready to be measured. */
export interface Trial {
  /** A run in another process says itself what it took: `{ cpuMs }`. */
  readonly run: () => unknown;
  /** What the last run found. Not measured. */
  readonly found: () => Found | Promise<Found>;
  /** Numbers that ours may not fall short of, such as a log-likelihood. */
  readonly quality?: () => Quality | Promise<Quality>;
  /** The process that does the work, where it is not this one. */
  readonly pid?: number | undefined;
}

/** How good a result is: the higher the better. */
export interface Quality {
  readonly [measure: string]: number;
}

/** Makes ready what is to be measured, from the files of a folder. Not measured. */
export type Subject = (folder: string) => Trial | Promise<Trial>;

/** Where a subject is: a file of `subjects/` and the name it is exported under. */
export type SubjectPlace = `${string}#${string}`;

/** What one run cost. */
export interface Cost {
  /** User and system time of the process. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** What all runs of a subject needed of memory, in megabytes. */
export interface Memory {
  /** The most of the process, from when all was ready. */
  readonly peakMb: number;
  /** That less what there was when all was ready. */
  readonly addedMb: number;
}
