/** By name: a list made by one copy of this package is known to another. */
const DISTINCT: unique symbol = /* @__PURE__ */ Symbol.for("clientele.distinct") as never;

/** Promises of a list of texts that it holds none twice, now and when it has grown. Nothing else changes about it. */
export function promiseDistinct<T>(list: T[]): T[] {
  return Object.defineProperty(list, DISTINCT, { value: true });
}

/** Was it promised of the list that it holds no text twice? */
export function isDistinct(list: object): boolean {
  return (list as { readonly [DISTINCT]?: unknown })[DISTINCT] === true;
}
