import { expect, test } from "vitest";
import { ScoringError } from "../../src/core/index.ts";

/** What a call throws; `undefined` if nothing. */
export function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The refusal of a call in words, code first; "accepted" if it is not refused. */
function refusalOf(run: () => unknown): string {
  try {
    run();
    return "accepted";
  } catch (error) {
    if (!(error instanceof ScoringError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

/** A test for each sentence: it is what the call, or each of the calls, is refused with. */
export function refuses(sentences: {
  readonly [sentence: string]: (() => unknown) | readonly (() => unknown)[];
}): void {
  test.each(Object.entries(sentences))("%s", (sentence, calls) => {
    for (const run of [calls].flat()) expect(refusalOf(run as () => unknown)).toBe(sentence);
  });
}

/** What a promise rejects with; `undefined` if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return undefined;
}

/** A refusal as tests list them: what is wrong, the call, the code and the path of its error. */
export type Refusal = readonly [
  name: string,
  run: () => unknown,
  code: string,
  path: readonly (string | number)[],
];

/** The same, with the whole message instead of the path that it begins with. */
export type RefusalText = readonly [name: string, run: () => unknown, code: string, message: string];

/** The columns of rows that all have the fields of the first. */
export function columnsOf<R extends object>(rows: readonly R[]): { columns: { [K in keyof R]: R[K][] } } {
  const columns: { [name: string]: unknown[] } = {};
  for (const name of Object.keys(rows[0] ?? {})) {
    columns[name] = rows.map((row) => (row as { [field: string]: unknown })[name]);
  }
  return { columns: columns as { [K in keyof R]: R[K][] } };
}

/** The value and all it holds, frozen. Typed arrays cannot be. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

/** Ids that break what keys objects by id, or takes texts to be short and visible. */
export const hostileIds: readonly string[] = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "",
  " ",
  "\u200b",
  "a\u200db",
  "\u0000",
  "客户一",
  "😀",
  "\ud800",
  "=cmd()",
  "x".repeat(10_240),
];
