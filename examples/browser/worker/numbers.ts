/** How numbers are written in a language; what is not known is a dash. */
export interface Numbers {
  readonly whole: (value: number | null) => string;
  readonly short: (value: number | null) => string;
  readonly percent: (share: number | null) => string;
}

export function numbersOf(language: "en" | "zh"): Numbers {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const writer = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: number | null): string => (value === null ? "–" : format.format(value));
  };
  return {
    whole: writer({ maximumFractionDigits: 0 }),
    short: writer({ maximumSignificantDigits: 3 }),
    percent: writer({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  };
}
