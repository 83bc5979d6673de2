import * as source from "../../src/index.ts";

/** A small piece of the main job, as text that any engine reads: the library in, JSON out. */
export const job = `(library) => {
  const history = library.purchaseHistory([
    { customerId: "ann", at: "2026-01-05", amount: 20 },
    { customerId: "ann", at: "2026-03-01", amount: 30 },
    { customerId: "bob", at: "2025-07-20", amount: 45.5 },
    { customerId: "__proto__", at: "2026-02-11T23:30:00+02:00", amount: 10 },
  ], { asOf: "2026-03-31" });
  return JSON.stringify({ history: history.toRows(), scores: library.scoreRfm(history).toRows() });
}`;

/** What the job gives from the sources. */
export const expected: string = new Function("library", `return (${job})(library);`)(source);
