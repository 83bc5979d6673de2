/**
 * Batches that are lent: their arrays hold until the next batch is asked for, and are then filled again.
 * A long file then makes no garbage of 16 bytes a row. Who might keep a batch is lent none: it takes a source that
 * offers it, read by {@link batchesFor} with nobody between, and a fold that copies.
 *
 * @module
 */
import type { Fold, Source } from "./ports.ts";

/** By name: what one copy of this package marks is known to another. */
const LENT: unique symbol = /* @__PURE__ */ Symbol.for("clientele.lent") as never;
const COPIES: unique symbol = /* @__PURE__ */ Symbol.for("clientele.copies") as never;

/** Opens a source. */
type Opener<B> = () => AsyncIterator<B>;

/** Says of what opens a source that there is another way, `lent`, by which the same batches are lent. */
export function offerLent<B>(open: Opener<B>, lent: Opener<B>): Opener<B> {
  return Object.defineProperty(open, LENT, { value: lent });
}

/** Promises of a fold's `add` that it keeps nothing of a batch but lists of texts that only grow. */
export function promiseCopies<S, R>(add: Fold<R, S, unknown, unknown>["add"]): typeof add {
  return Object.defineProperty(add, COPIES, { value: true });
}

/** The source as this fold may read it: lent where both sides said so. */
export function batchesFor<R, S>(
  source: Source<R>,
  fold: Pick<Fold<R, S, unknown, unknown>, "add">,
): Source<R> {
  const open = (source as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator];
  const lent = (open as { readonly [LENT]?: Opener<never> } | undefined)?.[LENT];
  const copies = (fold.add as { readonly [COPIES]?: unknown })[COPIES] === true;
  return copies && lent !== undefined ? { [Symbol.asyncIterator]: lent } : source;
}
