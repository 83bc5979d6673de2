import { execFileSync } from "node:child_process";
import { type Consumer, packedConsumer } from "../package/packed.ts";
import { job } from "../runtimes/engines.ts";

/** What surrounds the library in a process of its own. */
interface Surroundings {
  /** Code before the library is loaded. */
  readonly before?: string;
  /** Code between loading it and the job. */
  readonly between?: string;
  /** Code after the job; what it assigns to `seen` comes back. */
  readonly after?: string;
  /** Flags of Node. */
  readonly flags?: readonly string[];
}

/** What the job gave, and what was seen beside it. */
interface Outcome {
  readonly result: string;
  readonly seen: unknown;
}

/** A project with the packed library in it, and processes that run the job of `scored-base.js` there. */
export interface Host extends Consumer {
  readonly runIn: (surroundings: Surroundings) => Outcome;
}

/** Installs the packed library. */
export function createHost(): Host {
  const consumer = packedConsumer();
  const runIn = ({ before = "", between = "", after = "", flags = [] }: Surroundings): Outcome => {
    // What prints is taken before the surroundings may take it away.
    const module = `
      import { writeSync } from "node:fs";
      let seen = null;
      ${before}
      const library = await import("clientele");
      ${between}
      const outcome = (${job})(library);
      ${after}
      const result = JSON.stringify(outcome);
      writeSync(1, result + "\\n" + JSON.stringify(seen));`;
    consumer.write("surrounded.mjs", module);
    const options = { cwd: consumer.folder, encoding: "utf8", maxBuffer: 1e8 } as const;
    const output = execFileSync(process.execPath, [...flags, "surrounded.mjs"], options);
    const [result = "", seen = "null"] = output.split("\n");
    return { result, seen: JSON.parse(seen) as unknown };
  };
  return { ...consumer, runIn };
}
