import type { Section } from "./measured.ts";
import { short, verdict } from "./render.ts";

/** All goals of all sections as one table in Markdown: what was asked, what was measured. */
export function goalsTable(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => [...ratiosOf(section), ...limitsOf(section)]);
  return ["| task | measured | goal | |", "| --- | ---: | ---: | --- |", ...rows].join("\n");
}

function ratiosOf({ title, lines }: Section): readonly string[] {
  return lines.flatMap(({ title: peer, ratio, must }) =>
    must === undefined
      ? []
      : [`| ${title}: ${peer} | ${short(ratio)}x | at least ${must}x | ${verdict(ratio >= must)} |`],
  );
}

function limitsOf({ title, limits = [] }: Section): readonly string[] {
  return limits.map(({ what, value, atMost, unit }) => {
    const name = what.startsWith(title) ? what : `${title}: ${what}`;
    return `| ${name} | ${short(value)} ${unit} | at most ${atMost} | ${verdict(value <= atMost)} |`;
  });
}

/** How many goals were missed. */
export function missed(sections: readonly Section[]): number {
  return goalsTable(sections).split("| MISSED |").length - 1;
}
