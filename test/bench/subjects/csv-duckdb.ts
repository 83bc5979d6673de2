import { AS_OF, type CsvFound } from "./csv-found.ts";

/** DuckDB's own reader of CSV. */
export async function withDuckDb(file: string, threads: string): Promise<CsvFound> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
  const reader = await connection.runAndReadAll(`
    with days as (
      select customer_id, date, sum(amount) as spend
      from read_csv('${file}', header = true,
        columns = { 'customer_id': 'VARCHAR', 'date': 'DATE', 'amount': 'DOUBLE' })
      group by 1, 2),
    customers as (
      select customer_id, min(date) as first, max(date) as last, count(*) - 1 as frequency,
        sum(spend) as total, arg_min(spend, date) as first_spend
      from days group by 1)
    select customer_id, frequency, last - first as recency, date '${AS_OF}' - first as age,
      case when frequency > 0 then (total - first_spend) / frequency else 0 end as spend
    from customers`);
  const [ids, frequency, , , spend] = reader.getColumns() as [string[], bigint[], unknown, unknown, number[]];
  return {
    customers: ids.length,
    frequency: Number(frequency.reduce((sum, one) => sum + one, 0n)),
    spend: spend.reduce((sum, one) => sum + one, 0),
  };
}
