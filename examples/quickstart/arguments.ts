import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { CsvTransactionsOptions } from "../../src/index.ts";

const HELP = `Scores the customers of an order log.

  npm start                                        the CDNOW log of 1997-98 that comes with the project
  npm start -- my-orders.csv                       your own

The file is CSV with a header and a row per order. Columns are found by their usual names, in English or
Chinese (customer_id, date, amount, …), or named here, or numbered from 0 (--date 2):

  --customer NAME      whose order it is
  --date NAME          when it was placed
  --amount NAME        what it came to; negative for a refund
  --order NAME         order number
  --kind NAME          purchase or refund
  --currency NAME      currency; of several, --rates USD=1,EUR=1.08 says what each is worth
  --status NAME        what became of the order; one cancelled, refunded or unpaid is set aside
  --any-status         count every order, whatever its status

How the file is written:

  --separator CHAR     , ; | or tab            --decimal CHAR       . or ,
  --thousands CHAR     what groups digits      --currency-symbol $  what stands before or after amounts
  --date-format FORM   DD/MM/YYYY, M/D/YY H:mm, D-MMM-YY, unix; excel for days as Excel numbers them
  --no-header          the first line is an order: number the columns
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
  /** How the order log is read; its encoding stands apart. */
  readonly reading: CsvTransactionsOptions;
  readonly encoding: string;
  /** What a unit of each currency is worth. */
  readonly rates: { readonly [currency: string]: number } | undefined;
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

const DATA = fileURLToPath(new URL("data/", import.meta.url));
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
      rates: text,
      status: text,
      "any-status": { type: "boolean" },
      separator: text,
      decimal: text,
      thousands: text,
      "currency-symbol": text,
      "date-format": text,
      "no-header": { type: "boolean" },
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
    reading: {
      ...given({
        separator: values.separator === "tab" ? "\t" : values.separator,
        decimal: values.decimal,
        thousands: values.thousands,
        currencySymbol: values["currency-symbol"],
        dateFormat: values["date-format"],
        header: values["no-header"] === true ? false : undefined,
        orderStatus: values["any-status"] === true ? "ignore" : undefined,
      }),
      fields: given({
        customerId: columnOf(values.customer),
        at: columnOf(values.date),
        amount: columnOf(values.amount),
        orderId: columnOf(values.order),
        kind: columnOf(values.kind),
        currency: columnOf(values.currency),
        status: columnOf(values.status),
      }),
      onInvalid: values.strict === true ? "throw" : "collect",
    },
    encoding: values.encoding ?? "utf-8",
    rates: values.rates === undefined ? undefined : ratesOf(values.rates),
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

/** How the order log is read, in its encoding. Decoders remember: one a reading. */
export function readingOf({ reading, encoding }: Arguments): CsvTransactionsOptions {
  const decoder = new TextDecoder(encoding);
  return decoder.encoding === "utf-8"
    ? reading
    : { ...reading, decode: (piece, more) => decoder.decode(piece, { stream: more }) };
}

/** A column's name, or its number. */
function columnOf(text: string | undefined): string | number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : text;
}

/** `USD=1,EUR=1.08`; what is no number is NaN, which the library refuses. */
function ratesOf(text: string): { readonly [currency: string]: number } {
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [currency = "", rate = ""] = pair.split("=");
      return [currency.trim(), rate.trim() === "" ? Number.NaN : Number(rate)];
    }),
  );
}

function given<T extends object>(options: T): { [K in keyof T]?: never } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: never };
}

/** Flags that are called otherwise than the field they are for. */
const FLAG_OF: { readonly [field: string]: string } = {
  customerId: "customer",
  at: "date",
  orderId: "order",
};

/** What a field of the library is called here. */
export function flagOf(field: string): string {
  return FLAG_OF[field] ?? field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What the library says of options, in the words of the command line. */
export function asFlags(text: string): string {
  return text
    .replace(/^options\.(?:fields\.)?(\w+)/, (_path, name: string) => `--${flagOf(name)}`)
    .replace(
      /^csv\.header\.(\w+): (.*) by its number: fields\)/,
      (_all, field: string, said: string) =>
        `csv.header.${field}: ${said} by its number: --${flagOf(field)} 0)`,
    )
    .replace(/fields: \{ (\w+): "…" \}/, (_option, field: string) => `--${flagOf(field)} NAME`)
    .replace(/fields: \{ (\w+): 0 \}/, (_option, field: string) => `--${flagOf(field)} 0`)
    .replace("for another encoding pass decode", "of another encoding say --encoding NAME")
    .replace("of UTF-16 pass decode", "of UTF-16 say --encoding utf-16le")
    .replace("rates for each", "--rates for each")
    .replace("decimal, thousands", "--decimal, --thousands")
    .replace(/\b(?:timeZone|currencySymbol|dateFormat)\b/g, (name) => `--${flagOf(name)}`)
    .replace(/(--date-format): "/g, '$1 "')
    .replace('orderStatus: "ignore"', "--any-status");
}
