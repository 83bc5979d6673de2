import { checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { createIdRegister } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createTable } from "../../core/table.ts";
import type { Input, Open } from "../../core/types.ts";
import { type Classify, causesOf, type InputChange, spreadOf } from "./causes.ts";
import { moveOf } from "./moves.ts";
import { placesOf, readStandings, type Standings, spread } from "./read-standings.ts";
import { segmentOrder } from "./segment-order.ts";
import type { MovedCustomer, MovedCustomers, SegmentStanding } from "./types.ts";

/** Options of {@link movedCustomers}. */
export interface MovedOptions {
  /** The columns of numbers, in both inputs, that may have moved customers: `["recencyDays", "orders"]`. */
  readonly inputs: readonly string[];
  /**
   * The segment of a row of inputs: `(row) => tierOf(cuts, row)`. With it an input counts where the
   * segment would be another had it alone stayed as it was. Without, those that changed count, by how many
   * of their standard deviations before.
   */
  readonly classify?: Classify;
  /** Keys from best to worst. Default the tiers of `after`, if it was cut into tiers. */
  readonly order?: readonly string[];
  /** The columns of ids and segments. */
  readonly fields?: { readonly customerId?: string; readonly segment?: string };
}

/**
 * Who is in another segment than before, and which input moved them.
 *
 * Where no input alone would have kept the customer, those count that alone would have moved them, else all
 * that changed. Among several the first is the one that changed most, in standard deviations of the base before.
 *
 * @throws A {@link ScoringError} as `migrationMatrix` does; `missing` or `wrong_type` for inputs that are
 * no columns of numbers.
 * @example
 * ```ts
 * const { cuts } = valueTiers([{ customerId: "x", value: 1 }], { scheme: "thresholds", thresholds: [100], tiers: ["top", "base"] });
 * const before = [
 *   { customerId: "ann", segment: "top", orders: 10, price: 12 },
 *   { customerId: "bob", segment: "base", orders: 4, price: 20 },
 * ];
 * const after = [
 *   { customerId: "ann", segment: "base", orders: 3, price: 13 },
 *   { customerId: "bob", segment: "base", orders: 4, price: 21 },
 * ];
 * const moved = movedCustomers(before, after, {
 *   inputs: ["orders", "price"],
 *   classify: ({ orders, price }) => tierOf(cuts, Number(orders) * Number(price)),
 *   order: ["top", "base"],
 * });
 * moved.toRows();
 * // => [{ customerId: "ann", from: "top", to: "base", move: "down", input: "orders", inputBefore: 10, inputAfter: 3, inputs: ["orders"] }]
 * ```
 */
export function movedCustomers<B = never, A = never>(
  before: Input<SegmentStanding> | Input<object> | Open<B>,
  after: Input<SegmentStanding> | Input<object> | Open<A>,
  options: MovedOptions,
): MovedCustomers {
  options = checkOptions(options, ["inputs", "classify", "order", "fields"]);
  const names = checkInputs(options.inputs);
  const { classify, fields = {} } = options;
  if (classify !== undefined && typeof classify !== "function") {
    throw new ScoringError(
      "wrong_type",
      ["options", "classify"],
      "a function of a row",
      describeValue(classify),
    );
  }
  checkOptions(fields, ["customerId", "segment"], ["options", "fields"]);
  const register = createIdRegister();
  const named = fields as { readonly [field: string]: string | undefined };
  // Those of `after` come first, in its order.
  const second = readStandings(after, "after", named, register);
  const first = readStandings(before, "before", named, register);
  const { segments, ranked } = segmentOrder(options.order, [after, before], [first, second]);
  const count = register.size;
  const [from, to] = [placesOf(first, segments, count), placesOf(second, segments, count)];
  const columns = names.map((name): InputChange => {
    const earlier = inputColumn(first, name);
    return {
      name,
      before: spread(earlier, first.customers, count),
      after: spread(inputColumn(second, name), second.customers, count),
      spread: spreadOf(earlier),
    };
  });

  const rows: MovedCustomer[] = [];
  for (let i = 0; i < count; i += 1) {
    const places = [from[i] as number, to[i] as number] as const;
    const move = moveOf(places[0], places[1], ranked);
    if (move === undefined || move === "stayed") continue;
    const key = (place: number): string | null => (place < 0 ? null : (segments[place] as string));
    const customerId = register.ids[i] as string;
    const both = places[0] >= 0 && places[1] >= 0;
    const causes = both ? causesOf(columns, i, customerId, key(places[1]) as string, classify) : [];
    const [main] = causes;
    rows.push({
      customerId,
      from: key(places[0]),
      to: key(places[1]),
      move,
      input: main?.name ?? null,
      inputBefore: known(main?.before[i]),
      inputAfter: known(main?.after[i]),
      inputs: causes.map(({ name }) => name),
    });
  }
  return Object.assign(tableOf(rows), { counts: countInputs(rows) });
}

function checkInputs(inputs: unknown): readonly string[] {
  const path = ["options", "inputs"];
  if (!Array.isArray(inputs)) {
    const code = inputs === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "names of columns of numbers", describeValue(inputs));
  }
  inputs.forEach((name: unknown, i) => {
    if (typeof name !== "string")
      throw new ScoringError("wrong_type", [...path, i], "a name", describeValue(name));
    if (inputs.indexOf(name) < i)
      throw new ScoringError("duplicate", [...path, i], "a name once", "one twice");
  });
  return inputs as readonly string[];
}

function inputColumn({ open, rejector }: Standings, name: string): Float64Array {
  return readNumbers(open.needed(name), name, { nullable: true }, rejector);
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function countInputs(rows: readonly MovedCustomer[]): MovedCustomers["counts"] {
  const counts = new Map<string, number>();
  for (const { input } of rows) if (input !== null) counts.set(input, (counts.get(input) ?? 0) + 1);
  return Array.from(counts, ([input, customers]) => ({ input, customers })).sort(
    (a, b) => b.customers - a.customers,
  );
}

function tableOf(rows: readonly MovedCustomer[]) {
  const column = <K extends keyof MovedCustomer>(key: K) => rows.map((row) => row[key]);
  const numbers = (key: "inputBefore" | "inputAfter") =>
    Float64Array.from(rows, (row) => row[key] ?? Number.NaN);
  return createTable<MovedCustomer>({
    length: rows.length,
    columns: {
      customerId: () => column("customerId"),
      from: () => column("from"),
      to: () => column("to"),
      move: () => column("move"),
      input: () => column("input"),
      inputBefore: () => numbers("inputBefore"),
      inputAfter: () => numbers("inputAfter"),
      inputs: () => column("inputs"),
    },
  });
}
