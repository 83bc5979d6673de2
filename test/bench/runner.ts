import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Order } from "./child.ts";
import type { Cost, Found, Memory, SubjectPlace } from "./subject.ts";

/** A subject to measure, and what is expected of it. */
export interface Runner {
  readonly title: string;
  readonly place: SubjectPlace;
  /** Rounds it takes part in. Default all. */
  readonly rounds?: number;
  /** How many times as long as the first runner it must take at least; said beside its line. */
  readonly must?: number;
}

/** What was measured of a runner. */
export interface Line extends Memory {
  readonly title: string;
  /** Median and least CPU time, median wall time. */
  readonly cpuMs: number;
  readonly leastMs: number;
  readonly wallMs: number;
  /** CPU time as a multiple of the first runner's, from the medians. */
  readonly ratio: number;
  readonly must: number | undefined;
}

/**
 * Measures runners side by side: each in a process of its own, one after the other in each round, so that
 * none of them has a quieter machine. What they found must be equal row by row, in the columns they share.
 *
 * @param folder - The files of the log that all of them read.
 * @throws An Error where two of them found different things.
 */
export async function compare(
  runners: readonly Runner[],
  folder: string,
  rounds: number,
): Promise<readonly Line[]> {
  const children: ChildProcess[] = [];
  try {
    for (const { place } of runners) children.push(await start(place, folder));
    const costs: Cost[][] = runners.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [i, child] of children.entries()) {
        if (round < (runners[i]?.rounds ?? rounds)) costs[i]?.push(await ask<Cost>(child, "run"));
      }
    }
    const memory: Memory[] = [];
    for (const child of children) memory.push(await ask<Memory>(child, "memory"));
    await checkEqual(runners, children);
    return runners.map((runner, i) => lineOf(runner, costs[i] ?? [], memory[i] as Memory, costs[0] ?? []));
  } finally {
    for (const child of children) child.kill();
  }
}

async function start(place: SubjectPlace, folder: string): Promise<ChildProcess> {
  const child = fork(new URL("child.ts", import.meta.url), [place.file, place.name, folder], {
    execArgv: ["--expose-gc", "--max-old-space-size=8192", "--import", "tsx"],
    serialization: "advanced",
  });
  await reply(child);
  return child;
}

async function ask<T>(child: ChildProcess, order: Order): Promise<T> {
  child.send(order);
  return (await reply(child)) as T;
}

async function reply(child: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`a measured process ended with ${code}`);
    }),
  ]);
  return message;
}

async function checkEqual(runners: readonly Runner[], children: readonly ChildProcess[]): Promise<void> {
  let first: Found | undefined;
  for (const [i, child] of children.entries()) {
    const found = await ask<Found>(child, "found");
    if (first === undefined) first = found;
    else checkFound(first, found, runners[i]?.title ?? "");
  }
}

const TOLERANCE = 1e-9;

function checkFound(ours: Found, theirs: Found, title: string): void {
  for (const name of Object.keys(theirs).filter((column) => column in ours)) {
    const a = ours[name] ?? [];
    const b = theirs[name] ?? [];
    if (a.length !== b.length) throw new Error(`${title}: ${b.length} lines, here ${a.length}`);
    for (let i = 0; i < a.length; i += 1) {
      const here = a[i] as number;
      const there = b[i] as number;
      const same = Math.abs(here - there) <= TOLERANCE * Math.max(1, Math.abs(there));
      if (!same && !(Number.isNaN(here) && Number.isNaN(there))) {
        throw new Error(`${title}: ${name} of line ${i} is ${there}, here ${here}`);
      }
    }
  }
}

function lineOf(runner: Runner, costs: readonly Cost[], memory: Memory, first: readonly Cost[]): Line {
  const cpuMs = median(costs.map((cost) => cost.cpuMs));
  return {
    title: runner.title,
    cpuMs,
    leastMs: Math.min(...costs.map((cost) => cost.cpuMs)),
    wallMs: median(costs.map((cost) => cost.wallMs)),
    ratio: cpuMs / median(first.map((cost) => cost.cpuMs)),
    must: runner.must,
    ...memory,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
