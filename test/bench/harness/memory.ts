import { readFileSync, writeFileSync } from "node:fs";

/** Megabytes that a process holds now, or the most it has held. */
export function memoryMb(which: "now" | "peak", pid: number | "self" = "self"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const field = which === "peak" ? "VmHWM" : "VmRSS";
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    // Elsewhere than on Linux only the peak of this process is known.
    return process.resourceUsage().maxRSS / 1024;
  }
}

/** From here on the peak counts anew, where the system can forget it. */
export function forgetPeak(pid: number | "self" = "self"): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // It stays that of the whole process.
  }
}

/** Collects garbage, so that a run does not pay for what came before it. */
export function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}
