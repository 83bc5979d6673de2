/**
 * The process of one subject: makes it ready, runs it once to warm up, and then whenever the parent asks.
 *
 *     child.ts <file> <name> <folder of the log>
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Cost, Found, Memory, Subject } from "./subject.ts";

/** What the parent asks for. */
export type Order = "run" | "found" | "memory";

const [file = "", name = "", folder = ""] = process.argv.slice(2);
const module = (await import(new URL(file, import.meta.url).href)) as { readonly [name: string]: Subject };
const subject = module[name];
if (subject === undefined) throw new Error(`${file} does not export ${name}`);
const trial = await subject(folder);

collectGarbage();
resetPeak();
const before = statusMb("VmRSS");
await trial.run();

process.on("message", async (order: Order) => {
  process.send?.(await answer(order));
});
process.send?.("ready");

async function answer(order: Order): Promise<Cost | Found | Memory> {
  if (order === "memory") {
    const peakMb = statusMb("VmHWM");
    return { peakMb, addedMb: peakMb - before };
  }
  if (order === "found") return trial.found();
  collectGarbage();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const own = (await trial.run()) as { readonly cpuMs?: unknown } | undefined;
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = typeof own?.cpuMs === "number" ? own.cpuMs : (user + system) / 1000;
  return { cpuMs, wallMs };
}

function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

/** The peak is that of the runs, not of making them ready, where the system can forget it. */
function resetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // It stays that of the whole process.
  }
}

function statusMb(field: "VmHWM" | "VmRSS"): number {
  try {
    const status = readFileSync("/proc/self/status", "latin1");
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
