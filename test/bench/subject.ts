/** What a run found: columns to compare, a line a customer in the order of their numbers. */
export interface Found {
  readonly [column: string]: ArrayLike<number>;
}

/** A thing that is ready to be measured. */
export interface Trial {
  /** A run of another process says itself what it took: `{ cpuMs }`. */
  readonly run: () => unknown;
  /** What the last run found. Not measured. */
  readonly found: () => Found | Promise<Found>;
}

/** Makes ready what is to be measured, from the files of a log. Not measured. */
export type Subject = (folder: string) => Trial | Promise<Trial>;

/** Where a subject is: a file of this folder and the name it is exported under. */
export interface SubjectPlace {
  readonly file: string;
  readonly name: string;
}

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
