/** Has the object this property itself? What it inherits is never data. (`Object.hasOwn` is ES2022.) */
export function hasOwn(object: object, key: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** The object's own property, else `undefined`. */
export function ownValue<T extends object, K extends keyof T>(object: T, key: K): T[K] | undefined {
  return hasOwn(object, key) ? object[key] : undefined;
}

/** The value of the object's own property, if it is data: nothing is called for it. */
export function ownData(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** From this nothing is inherited. Objects without any prototype would be slow to read: engines keep them as hash tables. */
const NOTHING: object = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.create(null));

/** The same object, which inherits nothing: what all objects inherit is never an option. Of nothing an empty one. */
export function bare<T>(object: T): NonNullable<T> {
  return Object.assign(Object.create(NOTHING), object);
}

/**
 * The same JSON, in which no object inherits anything. Lists and objects are copied, each once; what has a class of its
 * own, such as a typed array, is handed on.
 */
export function bareAll<T>(json: T): T {
  const copies = new Map<unknown, { [key: string]: unknown }>();
  const copyOf = (value: unknown): unknown => {
    if (!isJson(value)) return value;
    if (!copies.has(value))
      copies.set(value, (Array.isArray(value) ? Array.from(value) : bare(value)) as never);
    return copies.get(value);
  };
  const all = copyOf(json) as T;
  // What is copied on the way is walked in its turn: no depth and no circle ends this early or never.
  for (const copy of copies.values()) {
    for (const key of Object.keys(copy)) copy[key] = copyOf(copy[key]);
  }
  return all;
}

/** A list or a plain object, of whatever realm. */
function isJson(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(Object.getPrototypeOf(value) ?? value) === null;
}

/** The value of a row's field, its own or its class's; not what every object inherits. */
export function fieldValue(row: object, key: string): unknown {
  return key in Object.prototype && !hasOwn(row, key) ? undefined : row[key as never];
}

/** Has a row this field, its own or its class's? */
export function hasField(row: object, key: string): boolean {
  return key in Object.prototype ? hasOwn(row, key) : key in row;
}

/**
 * The value of a name that the object or its class has, whatever else all objects inherit: for columns and results, which
 * may be of other libraries.
 */
export function heldValue(object: object, key: string): unknown {
  let holder: object | null = object;
  do {
    if (hasOwn(holder, key)) return object[key as never];
    holder = Object.getPrototypeOf(holder) as object | null;
    // The last of the line is what all objects inherit.
  } while (holder !== null && Object.getPrototypeOf(holder) !== null);
  return undefined;
}

/** Of several forms, is it one that has this property? */
export const isForm = hasOwn as <T extends object, K extends string>(
  object: T,
  key: K,
) => object is Extract<T, { readonly [P in K]: unknown }>;
