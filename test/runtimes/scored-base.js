// A base of 240 customers through every module, as one expression that any engine reads: the library in, plain data out.
(library) => {
  let state = 20260131;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const day = (n) => new Date(Date.UTC(2024, 0, 1) + n * 86400000).toISOString().slice(0, 10);
  const ids = Array.from({ length: 240 }, (_, i) => (i === 7 ? "__proto__" : i === 8 ? "顾客" : `c${i}`));
  const asOf = "2026-01-31";
  const transactions = [];
  for (const customerId of ids) {
    const pace = 8 + next(20) * next(20);
    const loyalty = next(10);
    let at = next(500);
    do {
      const kind = next(20) === 0 ? "refund" : "purchase";
      transactions.push({ customerId, at: day(at), amount: 500 + next(9500), kind });
      at += 1 + next(pace) + next(pace);
    } while (at < 760 && next(10) < loyalty);
  }
  const costs = ids.map((customerId) => ({
    customerId,
    at: day(750),
    amount: next(900),
    layer: "costToServe",
  }));
  const referrals = ids.slice(100).map((refereeId) => ({ referrerId: ids[next(100)], refereeId }));

  const scorecard = library.scoreCustomers({ transactions, costs, referrals }, { asOf });
  const { history } = scorecard;
  const rules = library.compileRules({
    version: 1,
    facts: { orders: "number", recencyDays: "number" },
    segments: {
      fresh: {
        all: [
          { field: "recencyDays", op: "lte", value: 60 },
          { field: "orders", op: "gte", value: 2 },
        ],
      },
    },
  });
  const points = history.toRows().map(({ customerId, orders, revenue, recencyDays }) => ({
    customerId,
    orders,
    revenue,
    recencyDays,
  }));
  const events = transactions.map((row) => ({ ...row, type: "purchase" }));
  return {
    scorecard: scorecard.toRows(),
    learned: library.saveScorecard(scorecard),
    fresh: library.matchRules(rules, points, { asOf }).toRows(),
    clusters: library.cluster(points, { k: 3, scale: "z", seed: 5 }).toRows(),
    stages: library.replay(library.lifecycles.classic, events, { asOf }).toRows(),
    cohorts: library.retentionCohorts(transactions, { period: "quarter", asOf }).toRows(),
    choice: library.chooseModel(history, { candidates: [library.mbgNbd, library.paretoNbd] }).model,
    simulated: library.bgNbd
      .simulate({ parameters: { r: 0.25, alpha: 4.4, a: 0.8, b: 2.4 } }, { customers: 50, age: 39, seed: 3 })
      .toRows(),
  };
};
