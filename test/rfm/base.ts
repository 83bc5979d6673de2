/** A customer as tests write it: `customer("ann", 3, 9, 540)`. */
export interface TestCustomer {
  readonly customerId: string;
  readonly recencyDays: number | null;
  readonly orders: number;
  readonly revenue: number | null;
}

/** Ann, last seen three days ago, nine orders, 540 in all. */
export function customer(
  customerId: string,
  recencyDays: number | null,
  orders: number,
  revenue: number | null,
): TestCustomer {
  return { customerId, recencyDays, orders, revenue };
}

/** Ten customers whose quintiles can be checked by hand: recency 10 to 100, orders 1 to 10, revenue 50 to 500. */
export const ten: readonly TestCustomer[] = Array.from({ length: 10 }, (_, i) =>
  customer(`c${i}`, 10 * (i + 1), i + 1, 50 * (i + 1)),
);

/** The columns of rows. */
export function columnsOf<R extends object>(rows: readonly R[]): { columns: { [K in keyof R]: R[K][] } } {
  const columns: { [name: string]: unknown[] } = {};
  for (const name of Object.keys(rows[0] ?? {})) {
    columns[name] = rows.map((row) => (row as { [field: string]: unknown })[name]);
  }
  return { columns: columns as { [K in keyof R]: R[K][] } };
}

/** The value, and all it holds, frozen. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

/** What a call throws. */
export function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
