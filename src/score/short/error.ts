import type { InputPath, ScoringErrorCode } from "../../core/error.ts";

/** `ScoringError` of the core without words: name, code, path, row and field are the same, the message is `path: code`. */
export const ScoringError: new (code: ScoringErrorCode, path: InputPath) => Error = class extends Error {
  constructor(code: ScoringErrorCode, path: InputPath) {
    super(`${path.join(".")}: ${code}`);
    // Defined, not assigned: where prototypes are frozen nobody may assign `name`.
    Object.defineProperty(this, "name", { value: "ScoringError" });
    const row = path.find((part) => typeof part === "number");
    const field = path[path.length - 1];
    Object.assign(
      this,
      { code, path },
      row === undefined ? null : { row },
      typeof field === "string" ? { field } : null,
    );
  }
};

/** Throws one: a call is shorter than `throw new`, and the build writes it in its place. */
export function refuse(code: ScoringErrorCode, path: InputPath): never {
  const error = new ScoringError(code, path); // `throw new` would be this call again
  throw error;
}
