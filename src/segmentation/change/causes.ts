/** The segment of a row of inputs. */
export type Classify = (row: {
  readonly customerId: string;
  readonly [input: string]: number | string | null;
}) => string | null;

/** An input before and after, a number for each customer. */
export interface InputChange {
  readonly name: string;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Standard deviation before; 1 where there is none. */
  readonly spread: number;
}

/** The inputs that moved a customer to a segment, the one that changed most first. */
export function causesOf(
  columns: readonly InputChange[],
  i: number,
  customerId: string,
  to: string,
  classify: Classify | undefined,
): readonly InputChange[] {
  const changed = columns.filter(({ before, after }) => !Object.is(before[i], after[i]));
  const found = classify === undefined ? changed : deciding(columns, changed, i, customerId, to, classify);
  return found.slice().sort((a, b) => sizeOf(b, i) - sizeOf(a, i));
}

/** Those without whose change the customer would not be there; else those who alone lead there; else all. */
function deciding(
  columns: readonly InputChange[],
  changed: readonly InputChange[],
  i: number,
  customerId: string,
  to: string,
  classify: Classify,
): readonly InputChange[] {
  const segmentWith = (isAfter: (column: InputChange) => boolean): string | null => {
    const row: { customerId: string; [input: string]: number | string | null } = { customerId };
    for (const column of columns) {
      const value = (isAfter(column) ? column.after : column.before)[i] as number;
      Object.defineProperty(row, column.name, {
        value: Number.isNaN(value) ? null : value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return classify(row);
  };
  const needed = changed.filter((one) => segmentWith((column) => column !== one) !== to);
  if (needed.length > 0) return needed;
  const enough = changed.filter((one) => segmentWith((column) => column === one) === to);
  return enough.length > 0 ? enough : changed;
}

/** By how many standard deviations it changed; what became known or unknown comes first. */
function sizeOf({ before, after, spread }: InputChange, i: number): number {
  const change = Math.abs((after[i] as number) - (before[i] as number)) / spread;
  return Number.isNaN(change) ? Number.MAX_VALUE : change;
}

/** Standard deviation of the values that are known; 1 where it is 0 or there are none. */
export function spreadOf(values: Float64Array): number {
  let known = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    known += 1;
    const step = value - mean;
    mean += step / known;
    squares += step * (value - mean);
  }
  const deviation = Math.sqrt(squares / known);
  return deviation > 0 ? deviation : 1;
}
