import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { buildProgram } from "./built.ts";
import { checkFound, checkQuality } from "./check-found.ts";
import type { Order } from "./child.ts";
import { type Line, median } from "./measured.ts";
import type { Cost, Found, Memory, Quality, SubjectPlace } from "./subject.ts";

/** A subject to measure, and what is expected of it. */
export interface Runner {
  readonly title: string;
  readonly place: SubjectPlace;
  /** The folder it reads. */
  readonly folder: string;
  /** How many rows, customers or orders that are. */
  readonly size: number;
  /** Rounds it takes part in. Default all. */
  readonly rounds?: number;
  /** Not run to warm up: for peers that take long. Default false. */
  readonly cold?: boolean;
  /** How many times as long as the first runner it must take at least. */
  readonly must?: number;
  /** How far what it found may be from what the first found, relative. Default 1e-9. */
  readonly tolerance?: number;
}

/**
 * Measures runners side by side: each in a process of its own, one after the other in each round, so that
 * none of them has a quieter machine. What they found must be equal row by row, in the columns they share.
 *
 * @throws An Error where two of them found different things.
 */
export async function compare(runners: readonly Runner[], rounds: number): Promise<readonly Line[]> {
  const children: ChildProcess[] = [];
  try {
    for (const runner of runners) children.push(await start(runner));
    const costs: Cost[][] = runners.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [i, child] of children.entries()) {
        if (round < (runners[i]?.rounds ?? rounds)) costs[i]?.push(await ask<Cost>(child, "run"));
      }
    }
    const memory: Memory[] = [];
    for (const child of children) memory.push(await ask<Memory>(child, "memory"));
    await checkEqual(runners, children);
    const lines = runners.map((runner, i) => lineOf(runner, costs[i] ?? [], memory[i] as Memory));
    return lines.map((line) => ({ ...line, ratio: nsOf(line) / nsOf(lines[0] as Line) }));
  } finally {
    for (const child of children) child.kill();
  }
}

/** Nanoseconds for a row. */
export function nsOf({ cpuMs, size }: Pick<Line, "cpuMs" | "size">): number {
  return (cpuMs * 1e6) / size;
}

let program: Promise<string> | undefined;

async function start({ place, folder, cold = false }: Runner): Promise<ChildProcess> {
  const args = cold ? [place, folder, "cold"] : [place, folder];
  program ??= buildProgram("harness/child.ts");
  const child = fork(await program, args, {
    execArgv: ["--expose-gc", "--max-old-space-size=8192"],
    serialization: "advanced",
  });
  await reply(child, place);
  return child;
}

async function ask<T>(child: ChildProcess, order: Order): Promise<T> {
  child.send(order);
  return (await reply(child, order)) as T;
}

async function reply(child: ChildProcess, asked: string): Promise<unknown> {
  const gone = new AbortController();
  const ended = once(child, "exit", { signal: gone.signal }).then(([code]) => {
    throw new Error(`${asked}: the measured process ended with ${code}`);
  });
  // It rejects when it is no longer waited for.
  ended.catch(() => undefined);
  try {
    const [message] = await Promise.race([once(child, "message"), ended]);
    return message;
  } finally {
    gone.abort();
  }
}

async function checkEqual(runners: readonly Runner[], children: readonly ChildProcess[]): Promise<void> {
  let first: { readonly found: Found; readonly quality: Quality } | undefined;
  for (const [i, child] of children.entries()) {
    const found = await ask<Found>(child, "found");
    const quality = await ask<Quality>(child, "quality");
    const { title = "", tolerance = 1e-9 } = runners[i] ?? {};
    if (first === undefined) {
      first = { found, quality };
      continue;
    }
    checkFound(first.found, found, title, tolerance);
    checkQuality(first.quality, quality, title);
  }
}

function lineOf({ title, size, must }: Runner, costs: readonly Cost[], memory: Memory): Line {
  const cpu = costs.map(({ cpuMs }) => cpuMs);
  return {
    title,
    size,
    cpuMs: median(cpu),
    leastMs: Math.min(...cpu),
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    ratio: 1,
    must,
    ...memory,
  };
}
