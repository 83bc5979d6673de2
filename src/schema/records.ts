import * as z from "zod/mini";
import type { Duration } from "../calendar/duration.ts";
import type { NumericTime, TimeOptions } from "../calendar/time-reader.ts";
import type {
  Cost,
  Customer,
  Interaction,
  OrderLine,
  ReferralEdge,
  SurveyAnswer,
  Transaction,
} from "../core/records.ts";
import type { OnInvalid } from "../core/types.ts";
import type { JsonLimits } from "./guard-json.ts";
import { type Fields, parseWith } from "./parse.ts";

/** How a customer is named. */
export const idSchema: z.ZodMiniType<string | number> = z.union([z.string(), z.number()]);

/** A time as JSON holds it: an ISO date or date-time with `Z` or an offset, or a number of a stated unit. */
export const timeSchema: z.ZodMiniType<string | number> = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.number(),
]);

const units = z.exactOptional(z.number().check(z.minimum(0)));

/** A length of time: `{ months: 12 }`. */
export const durationSchema: z.ZodMiniType<Duration> = z.strictObject({
  days: units,
  weeks: units,
  months: units,
  years: units,
} satisfies Fields<Duration>);

/** How times are read, where a policy says so. */
export const timeOptions: {
  readonly timeZone: z.ZodMiniExactOptional<z.ZodMiniType<string>>;
  readonly numericTime: z.ZodMiniExactOptional<z.ZodMiniType<NumericTime>>;
} = {
  timeZone: z.exactOptional(z.string()),
  numericTime: z.exactOptional(z.enum(["ms", "s", "day"])),
} satisfies Fields<TimeOptions>;

/** What happens to a row that cannot be read. */
export const onInvalid: z.ZodMiniType<OnInvalid> = z.enum(["throw", "collect"]);

/** Our field names to the host's. */
export const fieldNames: z.ZodMiniType<{ readonly [field: string]: string }> = z.record(
  z.string(),
  z.string(),
);

const anyText = z.exactOptional(z.nullable(z.string()));
const anyNumber = z.exactOptional(z.nullable(z.number()));
const anyId = z.exactOptional(z.nullable(idSchema));

const transactionFields = {
  customerId: idSchema,
  at: timeSchema,
  amount: z.number(),
  orderId: anyId,
  kind: z.exactOptional(z.nullable(z.enum(["purchase", "refund"]))),
  currency: anyText,
} satisfies Fields<Transaction>;

/** An order or a refund as JSON holds it; further fields are left out, as in the other records. */
export const transactionSchema: z.ZodMiniType<Transaction> = z.object(transactionFields);

/** A line of an order. */
export const orderLineSchema: z.ZodMiniType<OrderLine> = z.object({
  ...transactionFields,
  productId: anyId,
  channel: anyText,
  quantity: anyNumber,
  discount: anyNumber,
  cost: anyNumber,
} satisfies Fields<OrderLine>);

/** Money spent on a customer. */
export const costSchema: z.ZodMiniType<Cost> = z.object({
  customerId: idSchema,
  at: timeSchema,
  amount: z.number(),
  layer: z.string(),
} satisfies Fields<Cost>);

/** Who brought whom. */
export const referralEdgeSchema: z.ZodMiniType<ReferralEdge> = z.object({
  referrerId: idSchema,
  refereeId: idSchema,
  at: z.exactOptional(z.nullable(timeSchema)),
} satisfies Fields<ReferralEdge>);

/** A visit, a ticket, a call. */
export const interactionSchema: z.ZodMiniType<Interaction> = z.object({
  customerId: idSchema,
  at: timeSchema,
  type: z.string(),
  channel: anyText,
  value: anyNumber,
} satisfies Fields<Interaction>);

/** An answer to a question of a survey. */
export const surveyAnswerSchema: z.ZodMiniType<SurveyAnswer> = z.object({
  customerId: idSchema,
  at: timeSchema,
  question: z.string(),
  answer: z.union([z.string(), z.number()]),
} satisfies Fields<SurveyAnswer>);

/** What is known of a customer; attributes of any name are kept. */
export const customerSchema: z.ZodMiniType<Customer> = z.looseObject({
  customerId: idSchema,
  consent: z.exactOptional(z.nullable(z.boolean())),
});

/** Rows on the wire: many, and flat. */
const ROWS: JsonLimits = { characters: 1e9, depth: 4, values: 1e8 };
/** Attributes may be nested a little. */
const NESTED_ROWS: JsonLimits = { ...ROWS, depth: 16 };

/**
 * Transactions from JSON. For the wire: rows at hand need no parser, since every function checks the
 * cells it reads, ten times as fast.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 * @example
 * ```ts
 * parseTransactions('[{ "customerId": "ann", "at": "2026-01-05", "amount": 30 }]').length; // => 1
 * parseTransactions('[{ "customerId": "ann", "at": "05/01/2026", "amount": 30 }]'); // throws transactions.0.at
 * ```
 */
export function parseTransactions(json: unknown): readonly Transaction[] {
  return parseWith(z.array(transactionSchema), json, "transactions", ROWS);
}

/** Order lines from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseOrderLines(json: unknown): readonly OrderLine[] {
  return parseWith(z.array(orderLineSchema), json, "lines", ROWS);
}

/** Cost records from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseCosts(json: unknown): readonly Cost[] {
  return parseWith(z.array(costSchema), json, "costs", ROWS);
}

/** Referrals from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseReferralEdges(json: unknown): readonly ReferralEdge[] {
  return parseWith(z.array(referralEdgeSchema), json, "referrals", ROWS);
}

/** Visits, tickets and calls from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseInteractions(json: unknown): readonly Interaction[] {
  return parseWith(z.array(interactionSchema), json, "interactions", ROWS);
}

/** Answers of surveys from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseSurveyAnswers(json: unknown): readonly SurveyAnswer[] {
  return parseWith(z.array(surveyAnswerSchema), json, "surveys", ROWS);
}

/** Customers with their attributes from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseCustomers(json: unknown): readonly Customer[] {
  return parseWith(z.array(customerSchema), json, "customers", NESTED_ROWS);
}
