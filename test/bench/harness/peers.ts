import { createRequire } from "node:module";
import { hasPackage } from "./python.ts";
import type { Runner } from "./runner.ts";

/** A peer that may not be here. */
export interface Peer extends Runner {
  /** The package of Python that it needs. */
  readonly python?: string;
  /** The npm package that it needs, where that is no dependency of ours. */
  readonly npm?: string;
}

/** The peers that are here, and a line about each that is not. */
export function presentPeers(peers: readonly Peer[]): {
  readonly runners: readonly Runner[];
  readonly notes: readonly string[];
} {
  const missing = peers.filter((peer) => !isHere(peer));
  return {
    runners: peers.filter((peer) => !missing.includes(peer)),
    notes: missing.map(
      ({ title, python, npm }) =>
        `SKIPPED ${title}: ${python === undefined ? `npm package ${npm}` : `Python package ${python}`} is not here`,
    ),
  };
}

function isHere({ python, npm }: Peer): boolean {
  if (python !== undefined) return hasPackage(python);
  if (npm === undefined) return true;
  try {
    createRequire(import.meta.url).resolve(npm);
    return true;
  } catch {
    return false;
  }
}
