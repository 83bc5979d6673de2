/** A name of each kind of value, as the random rules declare them. */
export const declared = { city: "text", visits: "number", since: "date", staff: "boolean" } as const;

type Node = { readonly [key: string]: unknown };

const NAME_OF = { text: "city", number: "visits", date: "since", boolean: "staff" } as const;
const TEXT = ["contains", "notContains", "startsWith", "endsWith"];
const NUMBER = ["gt", "gte", "lt", "lte"];

/**
 * A random rule with the names that its operators can be asked of, and aggregates that compare numbers:
 * which name stands where is what the schema cannot say, and of many leaves one would always be wrong.
 * Everything else stays as it was made.
 */
export function fittingNames(made: unknown): unknown {
  if (Array.isArray(made)) return made.map(fittingNames);
  if (typeof made !== "object" || made === null) return made;
  const node = made as Node;
  if (typeof node["op"] !== "string") {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fittingNames(value)]));
  }
  const where = node["where"] === undefined ? {} : { where: fittingNames(node["where"]) };
  if (node["aggregate"] !== undefined) {
    const compared = kindOf(node) === "number" ? {} : { op: "gte", value: 2 };
    return { ...node, ...compared, ...where, ...(node["of"] !== undefined && { of: NAME_OF.number }) };
  }
  const name = NAME_OF[kindOf(node)];
  return "score" in node ? { ...node, score: name } : { ...node, field: name };
}

/** What kind of value an operator with its value is for. */
function kindOf({ op, value }: Node): keyof typeof NAME_OF {
  if (TEXT.includes(op as string)) return "text";
  if (NUMBER.includes(op as string) || value === undefined) return "number";
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (op === "in" || op === "notIn") return typeof one === "number" ? "number" : "text";
  if (op === "eq" || op === "neq") {
    if (typeof one === "boolean") return "boolean";
    return typeof one === "string" ? "text" : typeof one === "number" ? "number" : "date";
  }
  return typeof one === "number" ? "number" : "date";
}
