import { bare } from "../core/own.ts";
import { shownAs } from "../core/shown-as.ts";
import type { Declared } from "../rules/types.ts";
import { toMermaid } from "./to-mermaid.ts";
import type { Lifecycle } from "./types.ts";

/**
 * The same lifecycle, able to show itself: as a state chart where Mermaid is drawn, as its Mermaid text elsewhere,
 * in short in a console. What shows it is not enumerable: the lifecycle stays the plain JSON that it is.
 */
export function showLifecycle<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
): Lifecycle<S, E, F, T> {
  const text = (): string => {
    const { name, stages, initial, transitions } = bare(lifecycle);
    const named = name === undefined ? "Lifecycle" : `Lifecycle ${name}`;
    return `${named}: ${stages.join(", ")}; begins at ${initial}; ${transitions.length} transitions`;
  };
  return shownAs(lifecycle, {
    text,
    bundle: () => {
      const mermaid = toMermaid(lifecycle);
      return {
        "text/plain": `${text()}\n\n${mermaid}`,
        "text/markdown": `\`\`\`mermaid\n${mermaid}\`\`\`\n`,
        "text/vnd.mermaid": mermaid,
      };
    },
  });
}
