import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";

/** Colours and type of a picture. Plain data: spread one and change what differs. */
export interface ChartTheme {
  readonly background: string;
  /** Titles and numbers. */
  readonly ink: string;
  /** Axis labels and what explains. */
  readonly softInk: string;
  readonly grid: string;
  /** Colours of series and groups, told apart with every kind of colour vision. */
  readonly series: readonly string[];
  /** Dashes of lines, series by series; none of them where the colours are enough. */
  readonly dashes: readonly (readonly number[])[];
  /** From little to much. */
  readonly ramp: readonly string[];
  /** Ink upon the lower and the upper half of the ramp. */
  readonly rampInk: readonly [string, string];
  /** From below to above: loss, neutral, gain. */
  readonly diverging: readonly [string, string, string];
  /** Ink upon the ends of `diverging`. */
  readonly divergingInk: string;
  readonly good: string;
  readonly bad: string;
  readonly neutral: string;
  /** CSS font families, Chinese ones among them. */
  readonly font: string;
}

const FONT =
  "'Helvetica Neue', Arial, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

const SOLID: readonly (readonly number[])[] = [[1, 0]];

/** The colours of Okabe and Ito, without the yellow, which is not seen on white. */
const OKABE_ITO = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#6B6B6B", "#8C6D31"];

const light: ChartTheme = {
  background: "#ffffff",
  ink: "#1b1f24",
  softInk: "#57606a",
  grid: "#e6e8eb",
  series: OKABE_ITO,
  dashes: SOLID,
  ramp: ["#eef5fb", "#9cc8e6", "#2f86c1", "#084a7f"],
  rampInk: ["#1b1f24", "#ffffff"],
  diverging: ["#c2500a", "#f4f4f2", "#0072B2"],
  divergingInk: "#ffffff",
  good: "#0072B2",
  bad: "#D55E00",
  neutral: "#8a939d",
  font: FONT,
};

const dark: ChartTheme = {
  background: "#14181d",
  ink: "#f0f3f6",
  softInk: "#a9b4c0",
  grid: "#2c343d",
  series: ["#56B4E9", "#E69F00", "#2FC79A", "#E3A1C6", "#F0E442", "#FF8A4C", "#B4BCC6", "#C9A45C"],
  dashes: SOLID,
  ramp: ["#1d2833", "#1f5378", "#3f94cc", "#b5e0ff"],
  rampInk: ["#f0f3f6", "#0b1015"],
  diverging: ["#ff8a4c", "#2a3037", "#56B4E9"],
  divergingInk: "#0b1015",
  good: "#56B4E9",
  bad: "#FF8A4C",
  neutral: "#8b97a3",
  font: FONT,
};

const print: ChartTheme = {
  background: "#ffffff",
  ink: "#000000",
  softInk: "#333333",
  grid: "#dddddd",
  series: ["#111111", "#777777", "#444444", "#aaaaaa", "#5e5e5e", "#c4c4c4", "#2a2a2a", "#919191"],
  dashes: [
    [1, 0],
    [6, 3],
    [2, 2],
    [8, 3, 2, 3],
    [1, 3],
  ],
  ramp: ["#f7f7f7", "#c4c4c4", "#828282", "#2b2b2b"],
  rampInk: ["#000000", "#ffffff"],
  diverging: ["#4a4a4a", "#f7f7f7", "#8f8f8f"],
  divergingInk: "#ffffff",
  good: "#6e6e6e",
  bad: "#1a1a1a",
  neutral: "#9a9a9a",
  font: FONT,
};

/**
 * Themes that come with the library. `light` and `dark` keep to colours that are told apart with every kind of
 * colour vision; `print` keeps to greys and dashes.
 *
 * @see Okabe and Ito (2008), Color universal design.
 */
export const chartThemes: {
  readonly light: ChartTheme;
  readonly dark: ChartTheme;
  readonly print: ChartTheme;
} = { light, dark, print };

/**
 * A theme in the colours of a brand: the series in the given order, the ramp from the background to the first.
 *
 * @param colors - Hexadecimal, `"#0a7d5a"`. Where there are fewer than groups, those of `base` follow.
 * @throws A {@link ScoringError} with `empty` without a colour, `wrong_type` for another notation.
 * @example
 * ```ts
 * const theme = brandTheme(["#0a7d5a", "#f2b705"]);
 * theme.series.slice(0, 3); // => ["#0a7d5a", "#f2b705", "#0072B2"]
 * theme.ramp[3]; // => "#0a7d5a"
 * ```
 */
export function brandTheme(
  colors: readonly string[],
  options: { readonly base?: ChartTheme } = {},
): ChartTheme {
  options = checkOptions(options, ["base"]);
  const { base = light } = options;
  if (!Array.isArray(colors) || colors.length === 0) {
    throw new ScoringError("empty", ["colors"], "at least one colour", "none");
  }
  const channels = colors.map((color, i) => channelsOf(color, ["colors", i]));
  const first = channels[0] as readonly number[];
  const ground = channelsOf(base.background, ["options", "base", "background"]);
  const inks = [base.ink, base.background] as const;
  const onFirst = inks.reduce((best, ink) =>
    contrast(channelsOf(ink, []), first) > contrast(channelsOf(best, []), first) ? ink : best,
  );
  return {
    ...base,
    series: [...colors, ...base.series],
    ramp: [0.06, 0.4, 0.7, 1].map((part) => mixed(ground, first, part)),
    rampInk: [base.ink, onFirst],
    good: colors[0] as string,
  };
}

function channelsOf(color: unknown, path: readonly (string | number)[]): readonly number[] {
  if (typeof color !== "string" || !/^#[0-9a-f]{6}$/i.test(color)) {
    throw new ScoringError("wrong_type", path, "a colour such as #0a7d5a", "something else");
  }
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function mixed(from: readonly number[], to: readonly number[], part: number): string {
  const hex = from.map((channel, i) => Math.round(channel + ((to[i] as number) - channel) * part));
  return `#${hex.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Ratio of luminances, 1 to 21, as WCAG 2 has it. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [high, low] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(channels: readonly number[]): number {
  const [r, g, b] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
