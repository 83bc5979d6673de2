import type { Chart } from "../../src/index.ts";

/** How the page looks: the worker writes texts and charts for it. */
export interface Look {
  readonly language: "en" | "zh";
  readonly theme: "light" | "dark";
  /** Width of a chart in pixels. */
  readonly width: number;
}

/** How the file is to be read. */
export interface Reading {
  /** The day to look from; none for the last day of the file. */
  readonly asOf?: string;
  /** How dates are written, where not with the year first. */
  readonly dateFormat?: string;
  readonly decimal?: "." | ",";
  /** Where times without an offset were written down. */
  readonly timeZone: string;
}

/** What the page asks of the worker. */
export type Ask =
  | { readonly ask: "score"; readonly file: Blob; readonly reading: Reading; readonly look: Look }
  | { readonly ask: "show"; readonly look: Look }
  | { readonly ask: "explain"; readonly customerId: string; readonly language: Look["language"] }
  | { readonly ask: "download" };

/** What the worker answers. */
export type Reply =
  | { readonly reply: "progress"; readonly step: Step; readonly share?: number }
  | { readonly reply: "view"; readonly view: View }
  | { readonly reply: "failed"; readonly reason: string }
  | {
      readonly reply: "explanation";
      readonly customerId: string;
      readonly sentences: readonly string[] | null;
    }
  | { readonly reply: "file"; readonly file: Blob; readonly name: string };

/** What the worker is busy with. */
export type Step = "reading" | "scoring" | "drawing";

/** The scored base in the words and pictures of a look. */
export interface View {
  readonly figures: readonly Figure[];
  /** What to know before trusting the scores. */
  readonly notes: readonly string[];
  readonly charts: readonly Chart[];
  readonly tables: readonly ShownTable[];
}

/** A number of the base as a whole. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly remark?: string;
}

/** A table with its cells written. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly isNumber: boolean }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly customerId?: string }[];
}
