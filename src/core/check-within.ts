import { type InputPath, ScoringError } from "./error.ts";

/**
 * Runs the check of a module over a part of foreign JSON: what it refuses comes with the path of the
 * part in that JSON instead of the name that the module gives its argument.
 *
 * @param dropped - How many parts of the module's own path give way. Default 1.
 * @param only - Which argument it is, where the check looks at others too: their refusals pass as they are.
 */
export function checkWithin(path: InputPath, check: () => unknown, dropped = 1, only?: string): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof ScoringError)) throw error;
    if (only !== undefined && error.path[0] !== only) throw error;
    const { code, expected, message } = error;
    const lead = `${error.path.join(".")}: expected ${expected}, got `;
    const got = message.startsWith(lead) ? message.slice(lead.length) : undefined;
    throw new ScoringError(code, [...path, ...error.path.slice(dropped)], expected, got);
  }
}
