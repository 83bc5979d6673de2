import { describe, expect, test } from "vitest";
import type { ScoringError } from "../../src/core/error.ts";
import { foldSource } from "../../src/core/fold-source.ts";
import type { Fold, Progress, Source } from "../../src/core/ports.ts";
import { table } from "../../src/core/table-of.ts";
import type { Input } from "../../src/core/types.ts";
import { rejection } from "./base.ts";

interface Row {
  readonly amount: number;
}

/** Remembers the batches. */
const remember: Fold<Row, Input<Row>[], number, string> = {
  empty: () => [],
  add: (state, batch) => [...state, batch],
  merge: (a, b) => [...a, ...b],
  finish: (state) => state.length,
  save: JSON.stringify,
  load: JSON.parse,
};

const one = [{ amount: 1 }];
const two = [{ amount: 1 }, { amount: 2 }];

async function* slowly<T>(batches: readonly T[]): AsyncGenerator<T> {
  for (const batch of batches) {
    await Promise.resolve();
    yield batch;
  }
}

describe("a source is folded batch by batch", () => {
  const sources: [string, Source<Row>][] = [
    ["at hand", [two, one]],
    ["generated", new Set([two, one])],
    ["arriving", slowly([two, one])],
  ];

  test.each(sources)("%s", async (_name, source) => {
    const progress: Progress[] = [];
    const state = await foldSource(source, remember, { onProgress: (now) => progress.push(now) });
    expect(state).toEqual([two, one]);
    expect(progress).toEqual([
      { batches: 1, rows: 2 },
      { batches: 2, rows: 3 },
    ]);
  });

  test("nothing gives the empty state", async () => {
    expect(await foldSource([], remember)).toEqual([]);
    expect(await foldSource(slowly([]), remember, {})).toEqual([]);
  });

  test("rows of columns are counted by the first that is one", async () => {
    const progress: number[] = [];
    const batches = [
      { columns: { amount: Float64Array.of(1, 2) } },
      { columns: { note: undefined, amount: { codes: [0, 0, 0], values: [1] } } },
      { columns: { note: null, amount: { length: 4, at: () => 1 } } },
      { columns: {} },
      { columns: { amount: {} } },
      table(one),
    ];
    const onProgress = ({ rows }: Progress) => progress.push(rows);
    await foldSource(batches as unknown as Source<Row>, remember, { onProgress });
    expect(progress).toEqual([2, 5, 9, 9, 9, 10]);
  });
});

describe("a signal ends the work", () => {
  test("before the next batch, and the source is closed", async () => {
    const signal = { aborted: false };
    let closed = false;
    async function* source(): AsyncGenerator<Row[]> {
      try {
        yield one;
        yield one;
        yield one;
      } finally {
        closed = true;
      }
    }
    const done: number[] = [];
    const onProgress = ({ batches }: Progress) => {
      done.push(batches);
      signal.aborted = batches === 2;
    };
    expect(await rejection(foldSource(source(), remember, { signal, onProgress }))).toMatchObject({
      name: "ScoringError",
      code: "aborted",
      path: ["signal"],
      message: "signal: expected to run to the end, got an abort after 2 batches",
    });
    expect(done).toEqual([1, 2]);
    expect(closed).toBe(true);
  });

  test("an AbortController's will do", async () => {
    const controller = new AbortController();
    expect(await foldSource([one], remember, { signal: controller.signal })).toEqual([one]);
    controller.abort();
    expect(await rejection(foldSource([one], remember, { signal: controller.signal }))).toMatchObject({
      code: "aborted",
      message: "signal: expected to run to the end, got an abort after 0 batches",
    });
  });
});

describe("what goes wrong comes out", () => {
  test("of the source, of the fold, of the host's own progress line", async () => {
    async function* broken(): AsyncGenerator<Row[]> {
      yield one;
      throw new Error("the line went dead");
    }
    const fail = (): never => {
      throw new Error("no more");
    };
    expect(await rejection(foldSource(broken(), remember))).toMatchObject({ message: "the line went dead" });
    expect(await rejection(foldSource([one], { ...remember, add: fail }))).toMatchObject({
      message: "no more",
    });
    expect(await rejection(foldSource([one], remember, { onProgress: fail }))).toMatchObject({
      message: "no more",
    });
  });

  test.each<[unknown, unknown, string]>([
    [undefined, {}, "wrong_type source: expected an iterable of batches, got nothing"],
    [null, {}, "wrong_type source: expected an iterable of batches, got null"],
    [{ columns: {} }, {}, "wrong_type source: expected an iterable of batches, got an object"],
    ["id,amount", {}, "wrong_type source: expected an iterable of batches, got a string of 9 characters"],
    [
      [one],
      { onprogress: () => {} },
      "unknown_name options.onprogress: expected one of signal, onProgress, got another name",
    ],
    [[one], { onProgress: true }, "wrong_type options.onProgress: expected a function, got a boolean"],
    [[one], null, "wrong_type options: expected an object, got null"],
  ])("%j with %j is refused", async (source, options, sentence) => {
    const error = await rejection(foldSource(source as never, remember, options as never));
    expect(`${(error as ScoringError).code} ${(error as ScoringError).message}`).toBe(sentence);
  });
});
