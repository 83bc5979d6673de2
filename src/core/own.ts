/** Has the object this property itself? What it inherits is never data. (`Object.hasOwn` is ES2022.) */
export function hasOwn(object: object, key: PropertyKey): boolean {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** The object's own property, else `undefined`. */
export function ownValue<T>(object: { readonly [key: string]: T }, key: string): T | undefined {
  return hasOwn(object, key) ? object[key] : undefined;
}

/** The value of the object's own property, if it is data: nothing is called for it. */
export function ownData(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** The same object, which inherits nothing: what all objects inherit is never an option. */
export function bare<T>(object: T): T {
  return Object.assign(Object.create(null), object);
}

/** The value of a row's field, its own or its class's; not what every object inherits. */
export function fieldValue(row: object, key: string): unknown {
  const fields = row as { readonly [key: string]: unknown };
  return key in Object.prototype ? ownValue(fields, key) : fields[key];
}

/** Has a row this field, its own or its class's? */
export function hasField(row: object, key: string): boolean {
  return key in Object.prototype ? hasOwn(row, key) : key in row;
}

/** Of several forms, is it one that has this property? */
export function isForm<T extends object, K extends string>(
  object: T,
  key: K,
): object is Extract<T, { readonly [P in K]: unknown }> {
  return hasOwn(object, key);
}
