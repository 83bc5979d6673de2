import { describe, expect, test } from "vitest";
import {
  contribution,
  contributionFold,
  contributionWaterfall,
  explainContribution,
  segmentContribution,
} from "../../src/profit/index.ts";
import { refuses } from "../core/base.ts";

const BELOW = -1e-9;

describe("a contribution is refused", () => {
  const line = { customerId: "ann", amount: 0 };
  const from =
    (input: object, policy: object = {}) =>
    () =>
      contribution(input as never, policy as never);
  const oneLine = (change: object, policy: object = {}) => from({ lines: [{ ...line, ...change }] }, policy);
  const oneCost = (change: object, policy: object = {}) =>
    from({ lines: [line], costs: [{ customerId: "ann", amount: 1, layer: "cogs", ...change }] }, policy);
  const history = (change: object, policy: object = {}) =>
    from({ history: [{ customerId: "ann", orders: 0, revenue: -1, refunds: 0, ...change }] }, policy);
  const layers = (...steps: unknown[]) => from({ lines: [line] }, { layers: steps });

  refuses({
    "missing lines.0.customerId: expected a string or a finite number, got nothing": oneLine({
      customerId: undefined,
    }),
    "wrong_type lines.0.customerId: expected a string or a finite number, got a boolean": oneLine({
      customerId: true,
    }),
    "missing lines.0.amount: expected a finite number, got null": oneLine({ amount: null }),
    "wrong_type lines.0.amount: expected a finite number, got a string of 1 character": oneLine({
      amount: "5",
    }),
    "not_finite lines.0.amount: expected a finite number, got NaN": oneLine({ amount: Number.NaN }),
    "out_of_range lines.0.discount: expected at least 0 on a line that is no refund, got a negative number":
      oneLine({ discount: BELOW }),
    "wrong_type lines.0.discount: expected a finite number, got a string of 1 character": oneLine({
      discount: "1",
    }),
    "out_of_range lines.0.cost: expected at least 0 on a line that is no refund, got a negative number":
      oneLine({ cost: BELOW }),
    "wrong_type lines.0.cost: expected a finite number, got a string of 1 character": oneLine({ cost: "1" }),
    "out_of_range lines.0.quantity: expected at least 0 on a line that is no refund, got a negative number":
      oneLine({ quantity: -1 }),
    "wrong_type lines.0.quantity: expected a finite number, got a string of 1 character": oneLine({
      quantity: "1",
    }),
    "out_of_range lines.0.amount: expected at least 0 for a purchase, got a negative number": oneLine({
      amount: BELOW,
      kind: "purchase",
    }),
    "unknown_name lines.0.kind: expected purchase or refund, got a string of 4 characters": oneLine({
      kind: "gift",
    }),
    "unknown_name lines.0.kind: expected purchase or refund, got a positive integer": oneLine({ kind: 5 }),
    "wrong_type lines.0.currency: expected a currency code, got a positive integer": oneLine({ currency: 5 }),
    "unknown_name lines.0.currency: expected a currency with a rate, got a string of 3 characters": oneLine(
      { currency: "GBP" },
      { rates: { USD: 1 } },
    ),
    "mixed_currency lines.1.currency: expected one currency (or rates for each), got another one": from({
      lines: [
        { ...line, currency: "EUR" },
        { ...line, currency: "USD" },
      ],
    }),
    "missing lines.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got nothing":
      oneLine({}, { asOf: "2026-01-01" }),
    "invalid_date lines.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 5 characters":
      oneLine({ at: "never" }, { from: "2026-01-01" }),
    "missing costs.0.customerId: expected a string or a finite number, got null": oneCost({
      customerId: null,
    }),
    "missing costs.0.amount: expected a finite number, got null": oneCost({ amount: null }),
    "wrong_type costs.0.amount: expected a finite number, got a string of 1 character": oneCost({
      amount: "1",
    }),
    "missing costs.0.layer: expected a layer of the waterfall: discounts, discount, returns, return, cogs, costToServe, serve, acquisitionCost, acquisition, retentionCost, retention, got null":
      oneCost({ layer: null }),
    "wrong_type costs.0.layer: expected a layer of the waterfall: discounts, discount, returns, return, cogs, costToServe, serve, acquisitionCost, acquisition, retentionCost, retention, got a positive integer":
      oneCost({ layer: 3 }),
    "unknown_name costs.0.layer: expected a layer of the waterfall: discounts, discount, returns, return, cogs, costToServe, serve, acquisitionCost, acquisition, retentionCost, retention, got a string of 4 characters":
      oneCost({ layer: "rent" }),
    "wrong_type costs.0.currency: expected a currency code, got a positive integer": oneCost({ currency: 5 }),
    "unknown_name costs.0.currency: expected a currency with a rate, got a string of 3 characters": oneCost(
      { currency: "GBP" },
      { rates: { USD: 1 } },
    ),
    "mixed_currency costs.0.currency: expected one currency (or rates for each), got another one": from({
      lines: [{ ...line, currency: "EUR" }],
      costs: [{ customerId: "a", amount: 1, layer: "cogs", currency: "USD" }],
    }),
    "invalid_date lines.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 3 characters":
      oneCost({}, { asOf: "2026-01-01", fields: { lines: { at: "customerId" } } }),
    'missing costs.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      from({ lines: [line], costs: { columns: { amount: [1], layer: ["cogs"] } } }),
    'missing costs.columns.amount: expected a column (or say which one it is: fields: { amount: "…" }), got nothing':
      from({ lines: [line], costs: { columns: { customerId: ["a"], layer: ["cogs"] } } }),
    'missing costs.columns.layer: expected a column (or say which one it is: fields: { layer: "…" }), got nothing':
      from({ lines: [line], costs: { columns: { customerId: ["a"], amount: [1] } } }),
    "wrong_type costs: expected an array of rows or { columns }, got a positive integer": from({
      lines: [line],
      costs: 5,
    }),
    "wrong_type lines: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      from({ lines: "ann,5" }),
    'missing lines.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      from({ lines: { columns: { amount: [1] } } }),
    'missing lines.columns.amount: expected a column (or say which one it is: fields: { amount: "…" }), got nothing':
      from({ lines: { columns: { customerId: ["a"] } } }),
    "missing history.0.customerId: expected a string or a finite number, got null": history({
      customerId: null,
    }),
    "out_of_range history.0.orders: expected a whole number of at least 0, got a negative number": history({
      orders: BELOW,
    }),
    "out_of_range history.0.orders: expected a whole number of at least 0, got a positive number": history({
      orders: 0.5,
    }),
    "missing history.0.revenue: expected a finite number, got null": history({ revenue: null }),
    "out_of_range history.0.refunds: expected a number of at least 0, got a negative number": history({
      refunds: BELOW,
    }),
    "conflict options.by: expected customerId, got another key: a history has a line per customer": history(
      {},
      { by: "channel" },
    ),
    "wrong_type history: expected an array of rows or { columns }, got a positive integer": from({
      history: 5,
    }),
    "conflict input: expected lines or a history, got neither": from({}),
    "conflict input: expected lines or a history, got both": from({ lines: [line], history: [] }),
    "unknown_name input.orders: expected one of lines, history, costs, rates, got another name": from({
      lines: [line],
      orders: [],
    }),
    "wrong_type input: expected an object, got null": from(null as never),
  });

  refuses({
    "unknown_version options.version: expected 1, got a positive integer": oneLine({}, { version: 2 }),
    "unknown_name options.layer: expected one of version, layers, missing, by, from, asOf, rates, onInvalid, fields, timeZone, numericTime, got another name":
      oneLine({}, { layer: [] }),
    "unknown_name options.missing: expected one of unknown, skip, got a string of 4 characters": oneLine(
      {},
      { missing: "zero" },
    ),
    "wrong_type options.by: expected the name of a field, got an empty string": oneLine({}, { by: "" }),
    "wrong_type options.by: expected the name of a field, got a positive integer": oneLine({}, { by: 3 }),
    "unknown_name options.onInvalid: expected one of throw, collect, got a string of 4 characters": oneLine(
      {},
      { onInvalid: "skip" },
    ),
    'unknown_time_zone options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters':
      oneLine({}, { timeZone: "Mars" }),
    "unknown_name options.numericTime: expected one of ms, s, day, got a string of 5 characters": oneLine(
      {},
      { numericTime: "hours" },
    ),
    "invalid_date options.from: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 10 characters":
      oneLine({}, { from: "2026-02-30" }),
    "invalid_date options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 9 characters":
      oneLine({}, { asOf: "yesterday" }),
    "conflict options.from: expected a time before asOf, got a later one": oneLine(
      {},
      { from: "2026-02-01", asOf: "2026-01-31" },
    ),
    "wrong_type options.rates: expected rates such as { USD: 1, EUR: 1.08 }, got an array of 1": oneLine(
      {},
      { rates: [1] },
    ),
    "out_of_range options.rates.EUR: expected a finite number above 0, got zero": oneLine(
      {},
      { rates: { EUR: 0 } },
    ),
    "wrong_type options.rates.EUR: expected a finite number, got a string of 1 character": oneLine(
      {},
      { rates: { EUR: "1" } },
    ),
    "unknown_name options.fields.line: expected one of lines, costs, history, got another name": oneLine(
      {},
      { fields: { line: {} } },
    ),
    "wrong_type options.fields: expected an object, got an array of 0": oneLine({}, { fields: [] }),
    "wrong_type options.fields.lines: expected our names to the host's, got null": oneLine(
      {},
      { fields: { lines: null } },
    ),
    "wrong_type options.fields.costs: expected our names to the host's, got a string of 4 characters":
      oneLine({}, { fields: { lines: undefined, costs: "cost" } }),
    "wrong_type options.layers: expected a list of steps, got a string of 2 characters": from(
      { lines: [line] },
      { layers: "cm" },
    ),
    "empty options.layers: expected at least one step, got none": layers(),
    "out_of_range options.layers.length: expected a finite number to 1000, got a positive integer": from(
      { lines: [line] },
      { layers: Array.from({ length: 1001 }, (_none, i) => ({ subtotal: `s${i}` })) },
    ),
    "wrong_type options.layers.0: expected an object, got a positive integer": layers(5),
    "unknown_name options.layers.0.name: expected one of deduct, from, records, missing, subtotal, rate, got another name":
      layers({ name: "x" }),
    "wrong_type options.layers.0.subtotal: expected a name, got nothing": layers({ rate: "x" }),
    "wrong_type options.layers.0.subtotal: expected a name, got an empty string": layers({ subtotal: "" }),
    "wrong_type options.layers.0.rate: expected a name, got a positive integer": layers({
      subtotal: "a",
      rate: 5,
    }),
    "duplicate options.layers.0.subtotal: expected a name that no other step uses, got one in use": [
      layers({ subtotal: "customerId" }),
      layers({ subtotal: "grossRevenue" }),
    ],
    "wrong_type options.layers.0.deduct: expected a name, got a positive integer": layers({ deduct: 5 }),
    "duplicate options.layers.1.deduct: expected a name that no other step uses, got one in use": layers(
      { deduct: "a" },
      { deduct: "a" },
    ),
    "duplicate options.layers.1.subtotal: expected a name that no other step uses, got one in use": layers(
      { deduct: "a" },
      { subtotal: "a" },
    ),
    "duplicate options.layers.1.rate: expected a name that no other step uses, got one in use": layers(
      { subtotal: "a" },
      { subtotal: "b", rate: "a" },
    ),
    "unknown_name options.layers.0.from: expected one of discounts, refunds, goods, got a string of 5 characters":
      layers({ deduct: "a", from: "wages" }),
    "duplicate options.layers.1.from: expected a name that no other step uses, got one in use": layers(
      { deduct: "a", from: "goods" },
      { deduct: "b", from: "goods" },
    ),
    "wrong_type options.layers.0.records: expected a list of layer names, got a string of 1 character":
      layers({ deduct: "a", records: "x" }),
    "wrong_type options.layers.0.records: expected a list of layer names, got an array of 2": layers({
      deduct: "a",
      records: ["x", 5],
    }),
    "duplicate options.layers.1.records: expected a name that no other step uses, got one in use": layers(
      { deduct: "a", records: ["x"] },
      { deduct: "b", records: ["y", "x"] },
    ),
    "unknown_name options.layers.0.missing: expected one of unknown, skip, got a string of 4 characters":
      layers({ deduct: "a", missing: "zero" }),
  });

  const rated = (rates: unknown, policy: object = {}, input: object = { lines: [line] }) =>
    from({ ...input, rates }, policy);
  const bought = { history: [{ customerId: "ann", orders: 1, revenue: 5 }] };
  refuses({
    "wrong_type rates: expected an object, got a positive number": rated(0.5),
    "unknown_name rates.discounts: expected one of cogs, costToServe, acquisitionCost, retentionCost, got another name":
      rated({ discounts: 0.1 }),
    "unknown_name rates.returns: expected one of cogs, costToServe, acquisitionCost, retentionCost, got another name":
      rated({ returns: 0.1 }),
    "wrong_type rates.cogs: expected an object, got a string of 3 characters": rated({ cogs: "0.5" }),
    "unknown_name rates.cogs.part: expected one of share, perOrder, perCustomer, got another name": rated({
      cogs: { part: 0.5 },
    }),
    "wrong_type rates.cogs.share: expected a finite number, got a string of 1 character": rated(
      { cogs: { share: "x" } },
      {},
      bought,
    ),
    "not_finite rates.cogs.perOrder: expected a finite number, got NaN": rated(
      { cogs: { perOrder: Number.NaN } },
      {},
      bought,
    ),
    "conflict rates.cogs.perOrder: expected a history, which counts orders, got order lines": [
      rated({ cogs: { perOrder: 1 } }),
      () => contributionFold({}, { rates: { cogs: { perOrder: 1 } } }),
    ],
    "conflict rates.cogs.perCustomer: expected a line per customer, got another key": rated(
      { cogs: { perCustomer: 1 } },
      { by: "channel" },
    ),
    "conflict rates.costToServe: expected cost records or a rate for a layer, not both, got both": rated(
      { cogs: 0.1, costToServe: 0.1 },
      {},
      { lines: [line], costs: [{ customerId: "ann", amount: 1, layer: "serve" }] },
    ),
    "unknown_name options.rate: expected one of rates, got another name": () =>
      contributionFold({}, { rate: {} } as never),
    "unknown_name options.layer: expected one of version, layers, missing, by, from, asOf, rates, onInvalid, fields, timeZone, numericTime, got another name":
      () => contributionFold({ layer: [] } as never),
  });

  test("only beyond its bounds", () => {
    expect(oneLine({ discount: 0, cost: 0, quantity: 0, kind: "purchase" })().row(0)).toMatchObject({
      grossRevenue: 0,
      cogs: 0,
    });
    expect(oneLine({ at: "2026-01-01" }, { from: "2026-01-01", asOf: "2026-01-01" })().length).toBe(1);
    expect(history({})().row(0)).toMatchObject({ grossRevenue: -1, returns: 0 });
    const many = Array.from({ length: 1000 }, (_none, i) => ({ subtotal: `s${i}` }));
    expect(layers(...many)().row(0)).toMatchObject({ s999: 0 });
    expect(
      oneLine({}, { version: 1, timeZone: "Asia/Tokyo", numericTime: "ms", onInvalid: "throw" })().length,
    ).toBe(1);
  });
});

describe("what is made of a contribution is refused", () => {
  const profit = contribution({ lines: [{ customerId: "ann", amount: 5 }] });
  const statement =
    (amounts: object, options: object = {}) =>
    () =>
      contributionWaterfall(amounts as never, options);
  const segments = (change: object) => () =>
    segmentContribution(profit, [{ customerId: "ann", segment: "gold", ...change } as never]);
  refuses({
    "wrong_type amounts.grossRevenue: expected a finite number, got nothing": statement({}),
    "wrong_type amounts.grossRevenue: expected a finite number, got a string of 1 character": statement({
      grossRevenue: "1",
    }),
    "unknown_name amounts.rent: expected one of grossRevenue, discounts, returns, cogs, costToServe, acquisitionCost, retentionCost, got another name":
      statement({ grossRevenue: 1, rent: 2 }),
    "wrong_type amounts.cogs: expected a finite number, got a string of 1 character": statement({
      grossRevenue: 1,
      cogs: "2",
    }),
    "not_finite amounts.cogs: expected a finite number, got NaN": statement({
      grossRevenue: 1,
      cogs: Number.NaN,
    }),
    "unknown_name amounts.customerId: expected one of grossRevenue, discounts, returns, cogs, costToServe, acquisitionCost, retentionCost, got another name":
      statement({ grossRevenue: 1, customerId: 2 }),
    "wrong_type amounts: expected an object, got an array of 0": statement([]),
    "unknown_name options.missing: expected one of unknown, skip, got a string of 4 characters": [
      statement({ grossRevenue: 1 }, { missing: "zero" }),
      () => segmentContribution(profit, [], { missing: "zero" as never }),
    ],
    "unknown_name options.layer: expected one of layers, missing, got another name": statement(
      { grossRevenue: 1 },
      { layer: [] },
    ),
    "empty options.layers: expected at least one step, got none": statement(
      { grossRevenue: 1 },
      { layers: [] },
    ),
    "duplicate options.layers.0.subtotal: expected a name that no other step uses, got one in use": statement(
      { grossRevenue: 1 },
      { layers: [{ subtotal: "customerId" }] },
    ),
    "wrong_type contribution: expected a contribution, got null": () =>
      explainContribution(null as never, "ann"),
    "wrong_type contribution: expected a contribution, got an object": [
      () => explainContribution({ ...profit, layers: undefined } as never, "ann"),
      () => explainContribution({ ...profit, missing: undefined } as never, "ann"),
    ],
    "wrong_type customerId: expected a text, got a positive integer": () =>
      explainContribution(profit, 5 as never),
    "missing segments.0.customerId: expected a string or a finite number, got null": segments({
      customerId: null,
    }),
    "wrong_type segments.0.segment: expected a string, got a positive integer": segments({ segment: 5 }),
    "duplicate segments.1.customerId: expected one segment a customer, got another": () =>
      segmentContribution(profit, [
        { customerId: "ann", segment: "a" },
        { customerId: "ann", segment: "a" },
      ]),
    "wrong_type segments: expected an array of rows or { columns }, got a positive integer": () =>
      segmentContribution(profit, 5 as never),
    'missing segments.columns.segment: expected a column (or say which one it is: fields: { segment: "…" }), got nothing':
      () => segmentContribution(profit, { columns: { customerId: ["ann"] } } as never),
    'missing segments.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      () => segmentContribution(profit, { columns: { segment: ["ann"] } } as never),
    "unknown_name options.skip: expected one of missing, got another name": () =>
      segmentContribution(profit, [], { skip: true } as never),
    "wrong_type customers: expected what contribution() gives by customer, got null": () =>
      segmentContribution(null as never, []),
    "wrong_type customers: expected what contribution() gives by customer, got an object": [
      () => segmentContribution({ columns: {}, layers: [] } as never, []),
      () => segmentContribution({ columns: { customerId: ["ann"] } } as never, []),
    ],
  });
});
