/** A value by MIME type, as a notebook takes it. */
export interface DisplayBundle {
  /** What is shown where nothing else is known. */
  readonly "text/plain": string;
}

/** How a result shows itself. Both are called when somebody looks. */
export interface Shown {
  /** Short text for `console.log`. */
  readonly text: () => string;
  /** For a notebook. */
  readonly bundle: () => DisplayBundle;
}

/**
 * The same object, able to show itself: in Deno's Jupyter kernel, in Node's `console.log` and in Deno's. The hooks
 * are well-known symbols, so that nothing is imported, and not enumerable: `JSON.stringify`, spreading and
 * comparing see the bare object.
 */
export function shownAs<T extends object>(value: T, shown: Shown): T {
  const { text, bundle } = shown;
  return Object.defineProperties(value, {
    [Symbol.for("Jupyter.display")]: { value: bundle },
    [Symbol.for("nodejs.util.inspect.custom")]: { value: text },
    [Symbol.for("Deno.customInspect")]: { value: text },
  });
}
