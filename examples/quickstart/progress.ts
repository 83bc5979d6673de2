const STEP_MS = 200;

/** A line on the terminal that says how far the work is. Nothing where the output is no terminal. */
export function createProgress(stream: NodeJS.WriteStream): {
  readonly show: (text: () => string) => void;
  readonly clear: () => void;
} {
  let last = 0;
  const show = (text: () => string): void => {
    const now = performance.now();
    if (!stream.isTTY || now - last < STEP_MS) return;
    last = now;
    stream.write(`\r\u001b[2K${text()}`);
  };
  const clear = (): void => {
    if (stream.isTTY) stream.write("\r\u001b[2K");
  };
  return { show, clear };
}
