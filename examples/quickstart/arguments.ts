import { parseArgs } from "node:util";

const HELP = `Scores the customers of an order log.

  npm start                                        the CDNOW log of 1997-98 that comes with the project
  npm start -- my-orders.csv                       your own

The file is CSV with a header and a row per order. Columns are found by their usual names, in English or
Chinese (customer_id, date, amount, …), or named here:

  --customer NAME      whose order it is
  --date NAME          when it was placed
  --amount NAME        what it came to; negative for a refund
  --order NAME         order number
  --kind NAME          purchase or refund
  --currency NAME      currency; one a file

How the file is written:

  --separator CHAR     , ; | or tab            --decimal CHAR       . or ,
  --thousands CHAR     what groups digits      --currency-symbol $  what stands before or after amounts
  --date-format FORM   DD/MM/YYYY, M/D/YY H:mm, unix; excel for days as Excel numbers them
  --time-zone ZONE     e.g. Asia/Shanghai (default UTC)
  --encoding NAME      e.g. gb18030, windows-1252 (default UTF-8)

More records, each CSV with a header:

  --costs FILE         customer_id, date, amount, layer (cogs, costToServe, acquisitionCost, retentionCost)
  --referrals FILE     referrer_id, referee_id, date

What to do:

  --as-of DATE         the day to look from (default the day of the last order)
  --policy FILE        JSON: how RFM scores, tiers are cut, values and profit are reckoned
  --rules FILE         JSON: segments of your own over the columns of the scorecard and over the orders
  --language en|zh     of the summary's reasons (default en)
  --out FOLDER         where scorecard.csv goes, and with --rules segments.csv (default out)
  --strict             end at the first row that cannot be read, instead of setting it aside
  --help               this text
`;

const ONE_FILE = `One file at a time, please. Files of the same columns become one so:

  awk 'FNR > 1 || NR == 1' january.csv february.csv > orders.csv
`;

/** What the command line says. */
export interface Arguments {
  readonly file: string;
  /** Undefined for the day of the last order. */
  readonly asOf: string | undefined;
  readonly fields: { readonly [field: string]: string };
  readonly format: { readonly [name: string]: string };
  readonly encoding: string;
  readonly timeZone: string;
  readonly policyFile: string | undefined;
  readonly rulesFile: string | undefined;
  readonly costsFile: string | undefined;
  readonly referralsFile: string | undefined;
  /** Is it the log that comes with the project? */
  readonly shipped: boolean;
  /** Are costs and referrals the made-up ones? */
  readonly synthetic: boolean;
  readonly language: "en" | "zh";
  readonly out: string;
  readonly strict: boolean;
}

const DATA = new URL("data/", import.meta.url).pathname;
/** The log that comes with the project, with costs and referrals that are made up: see data/README.md. */
const CDNOW = {
  file: `${DATA}cdnow-master-elog.csv`,
  asOf: "1998-06-30",
  policyFile: `${DATA}policy.json`,
  costsFile: `${DATA}synthetic-costs.csv`,
  referralsFile: `${DATA}synthetic-referrals.csv`,
};

/** Reads the command line; a text where it asks for help or cannot be followed. */
export function readArguments(
  argv: readonly string[],
): Arguments | { readonly text: string; readonly failed: boolean } {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      customer: text,
      date: text,
      amount: text,
      order: text,
      kind: text,
      currency: text,
      separator: text,
      decimal: text,
      thousands: text,
      "currency-symbol": text,
      "date-format": text,
      "time-zone": text,
      encoding: text,
      "as-of": text,
      policy: text,
      rules: text,
      costs: text,
      referrals: text,
      language: text,
      out: text,
      strict: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return { text: HELP, failed: false };
  const [file, ...more] = positionals;
  if (more.length > 0) return { text: ONE_FILE, failed: true };
  const shipped = file === undefined ? CDNOW : undefined;
  const { language = "en" } = values;
  if (language !== "en" && language !== "zh") return { text: "--language is en or zh.\n", failed: true };
  return {
    file: file ?? CDNOW.file,
    asOf: values["as-of"] ?? shipped?.asOf,
    fields: given({
      customerId: values.customer,
      at: values.date,
      amount: values.amount,
      orderId: values.order,
      kind: values.kind,
      currency: values.currency,
    }),
    format: given({
      separator: values.separator === "tab" ? "\t" : values.separator,
      decimal: values.decimal,
      thousands: values.thousands,
      currencySymbol: values["currency-symbol"],
      dateFormat: values["date-format"],
    }),
    encoding: values.encoding ?? "utf-8",
    timeZone: values["time-zone"] ?? "UTC",
    policyFile: values.policy ?? shipped?.policyFile,
    rulesFile: values.rules,
    costsFile: values.costs ?? shipped?.costsFile,
    referralsFile: values.referrals ?? shipped?.referralsFile,
    shipped: shipped !== undefined,
    synthetic: shipped !== undefined && values.costs === undefined && values.referrals === undefined,
    language,
    out: values.out ?? "out",
    strict: values.strict ?? false,
  };
}

function given(options: { readonly [name: string]: string | undefined }): { [name: string]: string } {
  const found: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(options)) if (value !== undefined) found[name] = value;
  return found;
}

const FLAGS = [
  ["for another encoding pass decode", "of another encoding say --encoding NAME"],
  ["timeZone", "--time-zone"],
  ["decimal, thousands", "--decimal, --thousands, --currency-symbol"],
  ["currencySymbol", "--currency-symbol"],
  ["dateFormat", "--date-format"],
  ['fields: { customerId: "…" }', "--customer NAME"],
  ['fields: { at: "…" }', "--date NAME"],
  ['fields: { amount: "…" }', "--amount NAME"],
] as const;

/** What the library says of options, in the words of the command line. */
export function asFlags(text: string): string {
  return FLAGS.reduce((said, [option, flag]) => said.replace(option, flag), text);
}
