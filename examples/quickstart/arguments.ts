import { parseArgs } from "node:util";

const HELP = `Scores the customers of an order log.

  npm start                                        the CDNOW log of 1997-98 that comes with the project
  npm start -- my-orders.csv --as-of 2026-01-31    your own

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
  --date-format FORM   e.g. DD/MM/YYYY         --time-zone ZONE     e.g. Asia/Shanghai (default UTC)

More records, each CSV with a header:

  --costs FILE         customer_id, date, amount, layer (cogs, costToServe, acquisitionCost, retentionCost)
  --referrals FILE     referrer_id, referee_id, date

What to do:

  --as-of DATE         the day to look from (needed for your own file)
  --policy FILE        JSON: how RFM scores, tiers are cut, values and profit are reckoned
  --rules FILE         JSON: segments of your own over the columns of the scorecard and over the orders
  --language en|zh     of the summary's reasons (default en)
  --out FOLDER         where scorecard.csv goes, and with --rules segments.csv (default out)
  --strict             end at the first row that cannot be read, instead of setting it aside
  --help               this text
`;

/** What the command line says. */
export interface Arguments {
  readonly file: string;
  readonly asOf: string;
  readonly fields: { readonly [field: string]: string };
  readonly format: { readonly [name: string]: string };
  readonly timeZone: string | undefined;
  readonly policyFile: string | undefined;
  readonly rulesFile: string | undefined;
  readonly costsFile: string | undefined;
  readonly referralsFile: string | undefined;
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
      "date-format": text,
      "time-zone": text,
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
  if (more.length > 0) return { text: "One file at a time, please.\n", failed: true };
  const shipped = file === undefined ? CDNOW : undefined;
  const asOf = values["as-of"] ?? shipped?.asOf;
  if (asOf === undefined) {
    return {
      text: "Say which day to look from: --as-of 2026-01-31\n(--help shows all options)\n",
      failed: true,
    };
  }
  const { language = "en" } = values;
  if (language !== "en" && language !== "zh") return { text: "--language is en or zh.\n", failed: true };
  return {
    file: file ?? CDNOW.file,
    asOf,
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
      dateFormat: values["date-format"],
    }),
    timeZone: values["time-zone"],
    policyFile: values.policy ?? shipped?.policyFile,
    rulesFile: values.rules,
    costsFile: values.costs ?? shipped?.costsFile,
    referralsFile: values.referrals ?? shipped?.referralsFile,
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
