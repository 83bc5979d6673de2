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
