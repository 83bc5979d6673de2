import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { readDoubles } from "./files.ts";
import type { Found, Quality, Subject } from "./subject.ts";

/** The Python to ask: `--python` of the bench or the variable `PYTHON`, else `python3`. */
const python = (): string => process.env["PYTHON"] ?? "python3";

const known = new Map<string, boolean>();

/** Does Python have this package? */
export function hasPackage(name: string): boolean {
  let has = known.get(name);
  if (has === undefined) {
    has = spawnSync(python(), ["-c", `import ${name}`]).status === 0;
    known.set(name, has);
  }
  return has;
}

const ONE_THREAD = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
};

const BEFORE = `
import sys, time, json, os, warnings
warnings.filterwarnings("ignore")
import numpy as np
folder = sys.argv[1]
def doubles(name): return np.fromfile(folder + "/" + name)
def ints(name): return np.fromfile(folder + "/" + name, np.int32)
def found(): return {}
def quality(): return {}
`;

const AFTER = `
for line in sys.stdin:
    order = line.strip()
    if order == "run":
        before = time.process_time()
        run()
        print((time.process_time() - before) * 1000, flush=True)
    elif order == "quality":
        print(json.dumps({k: float(v) for k, v in quality().items()}), flush=True)
    else:
        answer = found()
        for name, values in answer.items():
            np.asarray(values, float).tofile(f"{folder}/found-{os.getpid()}-{name}")
        print(json.dumps(list(answer)), flush=True)
`;

/**
 * A subject in a Python that stays open, on one thread: each run is timed there, where its own CPU time
 * is known.
 *
 * @param script - Reads columns by `doubles(name)` and `ints(name)`; defines `run()`, and perhaps `found()`
 * and `quality()`, which give a dictionary.
 */
export function pythonSubject(script: string): Subject {
  return (folder) => {
    const running = spawn(python(), ["-c", `${BEFORE}${script}${AFTER}`, folder], {
      env: { ...process.env, ...ONE_THREAD },
    });
    running.stderr.pipe(process.stderr);
    running.on("exit", (code) => {
      if (code !== null) process.exit(1);
    });
    process.on("exit", () => running.kill());
    const lines = createInterface({ input: running.stdout });
    const say = async (order: string): Promise<string> => {
      const answer = once(lines, "line");
      running.stdin.write(`${order}\n`);
      const [line] = await answer;
      return line as string;
    };
    const columnOf = (name: string) => readDoubles(folder, `found-${running.pid}-${name}`);
    return {
      pid: running.pid,
      run: async () => ({ cpuMs: Number(await say("run")) }),
      quality: async (): Promise<Quality> => JSON.parse(await say("quality")),
      found: async (): Promise<Found> => {
        const names = JSON.parse(await say("found")) as readonly string[];
        return Object.fromEntries(names.map((name) => [name, columnOf(name)]));
      },
    };
  };
}
