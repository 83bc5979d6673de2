/**
 * The option `covariates` of a fit, and the coefficients that it asks for.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import type { OpenInput } from "../../core/open-input.ts";
import { PROCESSES, type Process } from "./covariates.ts";
import { type FieldColumn, learnField } from "./read-fields.ts";

/** What a coefficient is of, and in which processes it stands. */
export interface Term {
  /** Which column of the covariates. */
  readonly column: number;
  /** One process, or both with the same coefficient. */
  readonly processes: readonly Process[];
  /** In pseudo-customers. */
  readonly penalty: number;
}

/** The covariates of a fit. */
export interface ReadCovariates {
  readonly columns: readonly FieldColumn[];
  readonly terms: readonly Term[];
}

const PATH = ["options", "covariates"];

/** What a history says itself, and a model explains. */
const TAKEN = ["frequency", "recency", "age", "weight"];

/** Coefficients at most. */
const MOST_TERMS = 200;

/**
 * Reads the option and the fields that it names.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `empty`, `duplicate`, `conflict` (a field
 * that the model explains), `out_of_range` or `too_large` for the option; `missing`, `wrong_type` or
 * `not_finite` for the fields.
 */
export function readCovariates(option: unknown, input: OpenInput): ReadCovariates {
  const { lists, penalty } = readOption(option);
  const columns: FieldColumn[] = [];
  const terms: Term[] = [];
  for (const field of Array.from(new Set([...lists.purchase, ...lists.lifetime, ...lists.equal]))) {
    for (const column of learnField(input, field)) {
      const at = columns.push(column) - 1;
      if (lists.equal.includes(field)) {
        const both = (penalty.purchase + penalty.lifetime) / 2;
        terms.push({ column: at, processes: PROCESSES, penalty: both });
        continue;
      }
      for (const process of PROCESSES) {
        if (lists[process].includes(field)) {
          terms.push({ column: at, processes: [process], penalty: penalty[process] });
        }
      }
    }
  }
  if (terms.length > MOST_TERMS) {
    throw new ScoringError("too_large", PATH, `at most ${MOST_TERMS} coefficients`, `${terms.length}`);
  }
  return { columns, terms };
}

interface Lists {
  readonly purchase: readonly string[];
  readonly lifetime: readonly string[];
  readonly equal: readonly string[];
}

type Penalties = { readonly [P in Process]: number };

function readOption(option: unknown): { readonly lists: Lists; readonly penalty: Penalties } {
  if (Array.isArray(option)) {
    const fields = readList(option, PATH);
    return { lists: checkLists({ purchase: fields, lifetime: fields, equal: [] }), penalty: readPenalty(0) };
  }
  option = checkOptions(option, ["purchase", "lifetime", "equal", "penalty"], PATH);
  const given = option as { [name: string]: unknown };
  const list = (name: string): readonly string[] =>
    given[name] === undefined ? [] : readList(given[name], [...PATH, name]);
  const lists = { purchase: list("purchase"), lifetime: list("lifetime"), equal: list("equal") };
  return { lists: checkLists(lists), penalty: readPenalty(given["penalty"] ?? 0) };
}

function readList(list: unknown, path: InputPath): readonly string[] {
  if (!Array.isArray(list))
    throw new ScoringError("wrong_type", path, "names of fields", describeValue(list));
  const seen = new Set<string>();
  list.forEach((field: unknown, i) => {
    if (typeof field !== "string") {
      throw new ScoringError("wrong_type", [...path, i], "the name of a field", describeValue(field));
    }
    if (seen.has(field)) throw new ScoringError("duplicate", [...path, i], "each field once", "one twice");
    if (TAKEN.includes(field)) {
      throw new ScoringError(
        "conflict",
        [...path, i],
        "a field that is no part of the history",
        "one that is",
      );
    }
    seen.add(field);
  });
  return list;
}

function checkLists(lists: Lists): Lists {
  if (lists.purchase.length + lists.lifetime.length + lists.equal.length === 0) {
    throw new ScoringError("empty", PATH, "at least one field", "none");
  }
  return lists;
}

function readPenalty(penalty: unknown): Penalties {
  const path = [...PATH, "penalty"];
  if (typeof penalty === "number") {
    checkNumber(penalty, path, { min: 0 });
    return { purchase: penalty, lifetime: penalty };
  }
  penalty = checkOptions(penalty, PROCESSES, path);
  const given = penalty as { readonly [P in Process]?: unknown };
  return {
    purchase: checkNumber(given.purchase ?? 0, [...path, "purchase"], { min: 0 }),
    lifetime: checkNumber(given.lifetime ?? 0, [...path, "lifetime"], { min: 0 }),
  };
}
