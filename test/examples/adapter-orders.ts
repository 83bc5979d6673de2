import type { Adapter, Order } from "../../examples/adapters/adapter.ts";
import { cdnowOrders } from "../../examples/adapters/cdnow-orders.ts";
import { ENGINES } from "../../examples/adapters/engines.ts";
import { type ScorecardRow, scoreCustomers } from "../../src/index.ts";

export const AS_OF = "1998-06-30";

/** Opens an engine by its name. */
export async function openEngine(engine: string, folder: string): Promise<Adapter> {
  const open = ENGINES[engine];
  if (open === undefined) throw new Error(`no engine ${engine}`);
  return open(folder);
}

/** Ids that break what is put together as text or kept in objects. */
const HOSTILE = ["__proto__", "戴维", `o'neil, "x"; drop table orders`, "!states!00001"];

/** Orders of a hundred customers of CDNOW in time order; a refund now and then. */
export function someOrders(): readonly Order[] {
  return cdnowOrders()
    .filter(({ customerId }) => Number(customerId) <= 100)
    .map((order, i) => ({
      ...order,
      customerId: HOSTILE[Number(order.customerId) - 1] ?? order.customerId,
      amount: i % 29 === 28 ? -order.amount : order.amount,
    }));
}

/** What every engine must hold in the end. */
export function expectedScores(orders: readonly Order[]): readonly ScorecardRow[] {
  return byCustomer(scoreCustomers({ transactions: orders }, { asOf: AS_OF }).toRows());
}

/** The scores that an engine holds. */
export async function scoresOf(adapter: Adapter): Promise<readonly ScorecardRow[]> {
  return byCustomer(await adapter.scores());
}

function byCustomer(rows: readonly ScorecardRow[]): readonly ScorecardRow[] {
  return rows.slice().sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}
