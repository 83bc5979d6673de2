/**
 * The process of one subject: makes it ready, runs it until it is warm unless told otherwise, and then
 * whenever the parent asks.
 *
 *     child.ts <place> <folder> [cold]
 *
 * @module
 */
import { setTimeout } from "node:timers/promises";
import { collectGarbage, forgetPeak, memoryMb } from "./memory.ts";
import type { Cost, Found, Memory, Quality, Subject } from "./subject.ts";

/** What the parent asks for. */
export type Order = "run" | "found" | "quality" | "memory";

/** What takes less is measured by several runs in a row. */
const SHORT_MS = 100;

const [place = "", folder = "", cold] = process.argv.slice(2);
const [file, name = ""] = place.split("#");
const module = (await import(`../subjects/${file}.ts`)) as { readonly [name: string]: Subject };
const subject = module[name];
if (subject === undefined) throw new Error(`${file} does not export ${name}`);
const trial = await subject(folder);
const worker = trial.pid ?? "self";

await settle();
forgetPeak(worker);
const before = memoryMb("now", worker);
if (cold === undefined) await warmUp();

process.on("message", async (order: Order) => {
  process.send?.(await answer(order));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");

/** What making the input left behind is given back a moment after its collection; it is not to count as input. */
async function settle(): Promise<void> {
  collectGarbage();
  await setTimeout(100);
  collectGarbage();
  await setTimeout(100);
}

/**
 * As many runs as a second and a half has room for, up to 300: a run of a millisecond needs many. The peak of memory is
 * not to hold the garbage of several runs where one alone takes long.
 */
async function warmUp(): Promise<void> {
  const start = performance.now();
  for (let run = 0, at = start; run < 300; run += 1) {
    await trial.run();
    const now = performance.now();
    if (now > start + 1500) return;
    if (now > at + SHORT_MS) collectGarbage();
    at = performance.now();
  }
}

async function answer(order: Order): Promise<Cost | Found | Quality | Memory> {
  switch (order) {
    case "found":
      return trial.found();
    case "quality":
      return trial.quality?.() ?? {};
    case "memory": {
      const peakMb = memoryMb("peak", worker);
      return { peakMb, addedMb: peakMb - before };
    }
    default:
      return runOnce();
  }
}

/** A run, or as many as fill the time that a clock can tell: the mean of one. What starts cold runs once. */
async function runOnce(): Promise<Cost> {
  collectGarbage();
  await atRest();
  const first = await timed();
  const runs = cold === undefined ? Math.ceil(SHORT_MS / Math.max(first.wallMs, SHORT_MS / 100)) : 1;
  const total = { ...first };
  for (let run = 1; run < runs; run += 1) {
    const { cpuMs, wallMs } = await timed();
    total.cpuMs += cpuMs;
    total.wallMs += wallMs;
  }
  return { cpuMs: total.cpuMs / runs, wallMs: total.wallMs / runs };
}

/** Threads go on sweeping after a collection: until they are done, or for a second. That is no cost of what runs next. */
async function atRest(): Promise<void> {
  for (let waits = 0; waits < 50; waits += 1) {
    const cpu = process.cpuUsage();
    await setTimeout(20);
    const { user, system } = process.cpuUsage(cpu);
    if (user + system < 2000) return;
  }
}

async function timed(): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const own = (await trial.run()) as { readonly cpuMs?: unknown } | undefined;
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = typeof own?.cpuMs === "number" ? own.cpuMs : (user + system) / 1000;
  return { cpuMs, wallMs };
}
