import fc from "fast-check";
import * as z from "zod/mini";

/** As much of JSON Schema as the published files use. */
interface Json {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Json };
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Json;
  readonly prefixItems?: readonly Json[];
  readonly properties?: { readonly [name: string]: Json };
  readonly required?: readonly string[];
  readonly additionalProperties?: Json | boolean;
}

/** Deepest nesting of what is made: below it, lists and optional parts are empty. */
const DEPTH = 12;

/**
 * Values of a schema, by way of the JSON Schema that is published for it: a part that the files leave
 * out, or say otherwise than the parser, shows as a value that is refused.
 *
 * @param names - Texts to choose from where any text will do.
 */
export function arbitraryOf(
  schema: z.ZodMiniType,
  names: readonly string[] = ["a", "b"],
): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: "input", reused: "ref" }) as Json;
  const text = fc.constantFrom(...names);

  const make = (json: Json, depth: number): fc.Arbitrary<unknown> => {
    if (json.$ref !== undefined) return make(refer(root, json.$ref), depth);
    const choice = json.anyOf ?? json.oneOf;
    if (choice !== undefined) {
      // What nests stands first in the schemas of trees: the leaves are last.
      const open = depth > DEPTH ? choice.slice(-1) : choice;
      return fc.oneof(...open.map((one) => make(one, depth + 1)));
    }
    if (json.const !== undefined) return fc.constant(json.const);
    if (json.enum !== undefined) return fc.constantFrom(...json.enum);
    switch (json.type) {
      case "null":
        return fc.constant(null);
      case "boolean":
        return fc.boolean();
      case "integer":
        return fc.integer({ min: json.minimum ?? -5, max: Math.min(json.maximum ?? 100, 100) });
      case "number":
        return numberOf(json);
      case "string":
        return json.format === "date" ? fc.constantFrom("2026-01-05", "2024-02-29") : text;
      case "array":
        return listOf(json, depth);
      default:
        return objectOf(json, depth);
    }
  };

  const listOf = (json: Json, depth: number): fc.Arbitrary<unknown> => {
    if (json.prefixItems !== undefined)
      return fc.tuple(...json.prefixItems.map((one) => make(one, depth + 1)));
    const minLength = json.minItems ?? 0;
    const maxLength = Math.min(json.maxItems ?? 4, Math.max(minLength, depth > DEPTH ? 0 : 4));
    return fc.array(make(json.items ?? {}, depth + 1), { minLength, maxLength });
  };

  const objectOf = (json: Json, depth: number): fc.Arbitrary<unknown> => {
    const { properties = {}, additionalProperties: more } = json;
    if (typeof more === "object") return fc.dictionary(text, make(more, depth + 1), { maxKeys: 3 });
    const required = Object.keys(properties).filter((name) => json.required?.includes(name));
    const optional = depth > DEPTH ? [] : Object.keys(properties).filter((name) => !required.includes(name));
    // A few choices at a time: of many at once, two always contradict each other.
    return fc.subarray(optional, { maxLength: Math.min(2, optional.length) }).chain((chosen) => {
      const fields = [...required, ...chosen].map((name) => [
        name,
        make(properties[name] as Json, depth + 1),
      ]);
      return fc.record(Object.fromEntries(fields)).map((made) => ({ ...made }));
    });
  };

  return make(root, 0);
}

function numberOf(json: Json): fc.Arbitrary<number> {
  const low = json.minimum ?? json.exclusiveMinimum ?? -1000;
  const high = json.maximum ?? json.exclusiveMaximum ?? 1000;
  const inside = (x: number): boolean =>
    !(json.exclusiveMinimum !== undefined && x <= low) && !(json.exclusiveMaximum !== undefined && x >= high);
  const between = fc.nat(1000).map((part) => low + ((high - low) * part) / 1000);
  return fc.oneof(between, fc.constantFrom(low, high)).filter(inside);
}

function refer(root: Json, path: string): Json {
  const found = root.$defs?.[path.slice("#/$defs/".length)];
  if (found === undefined) throw new Error(`no definition for ${path}`);
  return found;
}
