import { tzOffset } from "@date-fns/tz/tzOffset";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { MS_PER_DAY } from "./civil.ts";

/** A zone's civil days. */
export interface Zone {
  /** Day number of an instant on this zone's calendar. */
  readonly dayOf: (ms: number) => number;
  /**
   * Instant of a wall-clock time: in the hour that a clock change repeats, its first pass; in the hour that
   * one leaves out, as if the clock had not been changed yet.
   */
  readonly instantOf: (local: number) => number;
}

const UTC: Zone = { dayOf: (ms) => Math.floor(ms / MS_PER_DAY), instantOf: (local) => local };

/**
 * The civil days of an IANA zone.
 *
 * Offsets are looked up once a stretch between two changes and kept for the life of the returned
 * zone: a day then costs a comparison and a division, where asking the engine costs microseconds.
 *
 * @throws A {@link ScoringError} with `unknown_time_zone`.
 */
export function createZone(timeZone: unknown, path: InputPath): Zone {
  if (timeZone === "UTC") return UTC;
  if (typeof timeZone !== "string" || !isZoneName(timeZone)) {
    const expected = 'an IANA time zone such as "Asia/Shanghai"';
    throw new ScoringError("unknown_time_zone", path, expected, describeValue(timeZone));
  }

  const blocks = new Map<number, Stretch[]>();
  let current: Stretch = { from: 0, to: 0, offset: 0 };
  const stretchAt = (ms: number): Stretch => {
    const block = Math.floor(ms / BLOCK);
    let stretches = blocks.get(block);
    if (stretches === undefined) {
      stretches = stretchesOf(block, (at) => offsetAt(timeZone, at));
      blocks.set(block, stretches);
    }
    return stretches.find((stretch) => ms < stretch.to) as Stretch;
  };
  const offsetOf = (ms: number): number => {
    if (!(ms >= current.from && ms < current.to)) current = stretchAt(ms);
    return current.offset;
  };
  return {
    dayOf: (ms) => Math.floor((ms + offsetOf(ms)) / MS_PER_DAY),
    instantOf: (local) => {
      // The offset of the day before leads to a moment; where another one holds then, it decides, unless
      // it leads back to before its own time: the clock never showed this time.
      const before = local - offsetOf(local - MS_PER_DAY);
      const offset = offsetOf(before);
      return offsetOf(local - offset) === offset ? local - offset : before;
    },
  };
}

/** A time between two changes of the offset, in epoch milliseconds; `to` is not included. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Width of a cached block: somewhat more than a year. */
const BLOCK = 400 * MS_PER_DAY;
/** No zone on record has changed twice within this time: the shortest, in Brazil in 2000, took a week. */
const PROBE = 5 * MS_PER_DAY;

/** Is it a name that the engine knows? Not an offset, which some engines take and others do not. */
function isZoneName(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

function offsetAt(timeZone: string, ms: number): number {
  return Math.round(tzOffset(timeZone, new Date(ms)) * 60) * 1000;
}

function stretchesOf(block: number, offset: (ms: number) => number): Stretch[] {
  const end = (block + 1) * BLOCK;
  const stretches: Stretch[] = [];
  let from = block * BLOCK;
  let held = offset(from);
  for (let probe = from + PROBE; ; probe += PROBE) {
    const at = Math.min(probe, end);
    const next = offset(at);
    if (next !== held) {
      const change = findChange(at - PROBE, at, held, offset);
      stretches.push({ from, to: change, offset: held });
      from = change;
      held = offset(change);
    }
    if (at === end) break;
  }
  stretches.push({ from, to: end, offset: held });
  return stretches;
}

/** The first instant after `low` whose offset is no longer `held`. Changes fall on whole seconds. */
function findChange(low: number, high: number, held: number, offset: (ms: number) => number): number {
  let before = Math.floor(low / 1000);
  let after = Math.ceil(high / 1000);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offset(middle * 1000) === held) before = middle;
    else after = middle;
  }
  return after * 1000;
}
