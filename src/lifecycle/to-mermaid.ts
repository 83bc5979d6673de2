import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { checkResult } from "../core/check-result.ts";
import { bareAll, ownValue } from "../core/own.ts";
import type { Declared } from "../rules/types.ts";
import type { Lifecycle, Transition } from "./types.ts";

/** Options of {@link toMermaid}. */
export interface MermaidOptions {
  /** Names of stages and events, by key; what has none is shown by its key. */
  readonly names?: { readonly [key: string]: string };
  /** Default `LR`, from left to right. */
  readonly direction?: "LR" | "TB";
}

/**
 * The lifecycle as a Mermaid state diagram: text that GitHub, notebooks and wikis draw. An arrow for
 * each transition, with what causes it; transitions between the same two stages share an arrow.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_name`.
 * @example
 * ```ts
 * const pair = defineLifecycle({
 *   stages: ["on", "off"],
 *   events: ["stop"],
 *   initial: "on",
 *   transitions: [{ from: "on", on: "stop", to: "off" }],
 * });
 * toMermaid(pair); // => "stateDiagram-v2\n  direction LR\n  state \"on\" as s0\n  state \"off\" as s1\n  [*] --> s0\n  s0 --> s1: stop\n"
 * ```
 * @see Mermaid documentation, State diagrams.
 */
export function toMermaid<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
  options: MermaidOptions = {},
): string {
  checkResult(lifecycle, ["stages", "transitions", "initial"], ["lifecycle"], "a lifecycle");
  options = checkOptions(options, ["names", "direction"]);
  const { names = {}, direction = "LR" } = options;
  checkResult(names, [], ["options", "names"], "names by key");
  checkOneOf(direction, ["LR", "TB"], ["options", "direction"]);
  lifecycle = bareAll(lifecycle);
  const stages: readonly string[] = lifecycle.stages;
  const nameOf = (key: string): string =>
    plain(ownValue(names, `stage.${key}`) ?? ownValue(names, key) ?? key);
  const id = (stage: string): string => `s${stages.indexOf(stage)}`;
  const lines = ["stateDiagram-v2", `  direction ${direction}`];
  for (const stage of stages) lines.push(`  state "${nameOf(stage)}" as ${id(stage)}`);
  lines.push(`  [*] --> ${id(lifecycle.initial)}`);
  const arrows = new Map<string, string[]>();
  for (const given of lifecycle.transitions as unknown as readonly AnyTransition[]) {
    for (const from of sourcesOf(given, lifecycle)) {
      const arrow = `${id(from)} --> ${id(given.to)}`;
      const causes = arrows.get(arrow) ?? [];
      const cause = causeOf(given, lifecycle, nameOf);
      if (!causes.includes(cause)) causes.push(cause);
      arrows.set(arrow, causes);
    }
  }
  for (const [arrow, causes] of arrows) lines.push(`  ${arrow}: ${causes.join("<br/>")}`);
  return `${lines.join("\n")}\n`;
}

type AnyTransition = Transition<string, string, Declared, string>;

/** The stages that a transition leads out of. */
export function sourcesOf(
  given: AnyTransition,
  { stages, forwardOnly }: { readonly stages: readonly string[]; readonly forwardOnly?: boolean },
): readonly string[] {
  const all =
    given.from === "*"
      ? stages.filter((stage) => stage !== given.to)
      : typeof given.from === "string"
        ? [given.from]
        : given.from;
  if (forwardOnly !== true || given.backward === true) return all;
  return all.filter((stage) => stages.indexOf(stage) <= stages.indexOf(given.to));
}

function causeOf(given: AnyTransition, lifecycle: object, nameOf: (key: string) => string): string {
  const parts: string[] = [];
  if (given.on !== undefined)
    parts.push((typeof given.on === "string" ? [given.on] : given.on).map(nameOf).join(" / "));
  if (given.after !== undefined) parts.push(clockText(given.after, lifecycle));
  if (given.before !== undefined) parts.push(`not ${clockText(given.before, lifecycle)}`);
  if (given.when !== undefined) parts.push(`[${plain(guardText(given.when))}]`);
  return parts.join(" ");
}

function clockText(clock: NonNullable<AnyTransition["after"]>, lifecycle: object): string {
  const { since, moreThan, atLeast } = clock as {
    readonly since?: string;
    readonly moreThan?: number | string;
    readonly atLeast?: number | string;
  };
  const length = moreThan ?? atLeast;
  const { thresholds = {} } = lifecycle as {
    readonly thresholds?: { readonly [name: string]: { readonly days: number } };
  };
  const days = typeof length === "string" ? `${length} (${thresholds[length]?.days} d)` : `${length} d`;
  return plain(`${moreThan === undefined ? "from" : "over"} ${days} since ${since ?? "entry"}`);
}

const SIGNS: { readonly [op: string]: string } = { eq: "=", neq: "≠", gt: ">", gte: "≥", lt: "<", lte: "≤" };

/** A condition in short. */
function guardText(guard: object): string {
  const node = guard as { readonly [key: string]: unknown };
  if (Array.isArray(node["all"])) return node["all"].map(guardText).join(" and ");
  if (Array.isArray(node["any"])) return `(${node["any"].map(guardText).join(" or ")})`;
  if (typeof node["not"] === "object" && node["not"] !== null) return `not (${guardText(node["not"])})`;
  const value = node["value"] === undefined ? "" : ` ${JSON.stringify(node["value"])}`;
  return `${node["field"]} ${SIGNS[String(node["op"])] ?? node["op"]}${value}`;
}

/** Text without what ends a line or a label in the language of the diagrams. */
function plain(text: string): string {
  return text.replace(/[\r\n;:#"<>{}]/g, (sign) =>
    sign === "<" ? "‹" : sign === ">" ? "›" : sign === '"' ? "'" : " ",
  );
}
