/**
 * Numbers as pictures write them: three digits and a unit, the same on every machine (no `Intl`).
 *
 * @module
 */

const LATIN: readonly (readonly [number, string])[] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e4, "k"],
];

/** Chinese counts in ten thousands. */
const CHINESE: readonly (readonly [number, string])[] = [
  [1e12, "万亿"],
  [1e8, "亿"],
  [1e4, "万"],
];

function unitsOf(language: string): readonly (readonly [number, string])[] {
  return language.startsWith("zh") ? CHINESE : LATIN;
}

/** `12345` is "12.3k", in Chinese "1.23万"; below ten thousand numbers are written out, with at most three digits after whole ones. */
export function compactNumber(value: number, language: string): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  for (const [from, unit] of unitsOf(language)) {
    if (size >= from * 0.99995) {
      const scale = unit === "k" ? 1000 : from;
      return `${minus(String(Number((value / scale).toPrecision(3))))}${unit}`;
    }
  }
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const short = size >= 1 || value === 0 ? Number(value.toFixed(digits)) : Number(value.toPrecision(2));
  const [whole, fraction] = minus(String(short)).split(".") as [string, string | undefined];
  const grouped = whole.replace(/(\d)(?=\d{3}$)/, "$1,");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A share as a percentage: whole from 10 % on, one digit below. */
export function percentText(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const percent = 100 * share;
  const digits = Math.abs(percent) >= 9.95 || percent === 0 ? 0 : Math.abs(percent) >= 0.095 ? 1 : 2;
  return `${minus(String(Number(percent.toFixed(digits))))}%`;
}

/** What writes an axis label as {@link compactNumber} would, in Vega's expression language. */
export function compactExpression(language: string): string {
  const steps = unitsOf(language).map(([from, unit]) => {
    const scale = unit === "k" ? 1000 : from;
    return `abs(datum.value) >= ${from} ? format(datum.value / ${scale}, '~r') + '${unit}' : `;
  });
  return `${steps.join("")}format(datum.value, ',~r')`;
}

/** The sign that is as wide as a plus. */
function minus(text: string): string {
  return text.replace("-", "−");
}
