/**
 * The customers by ascending id (code units), without those that `seen` leaves out: whatever order
 * rows came in, the same customers give the same table.
 */
export function orderById(ids: readonly string[], seen: (code: number) => boolean): Int32Array {
  const order = new Int32Array(ids.length);
  let count = 0;
  let ascending = true;
  let last = "";
  for (let c = 0; c < ids.length; c += 1) {
    if (!seen(c)) continue;
    const id = ids[c] as string;
    if (count > 0 && id <= last) ascending = false;
    last = id;
    order[count] = c;
    count += 1;
  }
  const codes = order.subarray(0, count);
  if (ascending) return codes;
  return codes.slice().sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
}
