import type { Limit, Line, Section } from "./measured.ts";
import { type Peer, presentPeers } from "./peers.ts";
import { compare } from "./runner.ts";

/** What to measure side by side. */
export interface SectionPlan {
  readonly title: string;
  /** What sizes count: "rows", "customers". */
  readonly unit: string;
  readonly rounds: number;
  /** Ours first: the others are multiples of it. */
  readonly peers: readonly Peer[];
  /** Limits on what was measured of the lines. */
  readonly limits?: (lines: readonly Line[]) => readonly Limit[];
  readonly notes?: readonly string[];
}

/** Measures those who are here. */
export async function measure(plan: SectionPlan): Promise<Section> {
  const { title, unit, rounds, peers, limits, notes = [] } = plan;
  const { runners, notes: missing } = presentPeers(peers);
  const lines = await compare(runners, rounds);
  return { title, unit, lines, limits: limits?.(lines) ?? [], notes: [...notes, ...missing] };
}

/** The line of that title. */
export function lineOf(lines: readonly Line[], title: string): Line | undefined {
  return lines.find((line) => line.title === title);
}
