/** By name: a list made by one copy of this package is known to another. */
const DISTINCT: unique symbol = /* @__PURE__ */ Symbol.for("clientele.distinct") as never;

/**
 * Promises of a list of texts that it holds none twice, that it only grows, and that this stays so. Nothing else changes
 * about the list.
 */
export function promiseDistinct<T>(list: T[]): T[] {
  return Object.defineProperty(list, DISTINCT, { value: true });
}

/** Was that promised of the list? */
export function isDistinct(list: object): boolean {
  return (list as { readonly [DISTINCT]?: unknown })[DISTINCT] === true;
}
