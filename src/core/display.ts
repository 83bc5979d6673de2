import { describeValue } from "./describe.ts";

/** A table as far as showing it needs. */
interface Shown {
  readonly length: number;
  readonly columns: object;
  row(i: number): unknown;
}

/** How many rows a notebook shows. */
const SHOWN_ROWS = 20;

/**
 * A table as a notebook shows it: plain text, Markdown and HTML of the first rows and the count.
 * Every cell is escaped. Deno's Jupyter kernel calls it through `Symbol.for("Jupyter.display")`.
 */
export function displayBundle(table: Shown): { readonly [mime: string]: string } {
  const names = Object.keys(table.columns);
  const rows: string[][] = [];
  for (let i = 0; i < Math.min(table.length, SHOWN_ROWS); i += 1) {
    const row = table.row(i) as { readonly [name: string]: unknown };
    rows.push(names.map((name) => cellText(row[name])));
  }
  const more = table.length - rows.length;
  const count = `${table.length} ${table.length === 1 ? "row" : "rows"}`;
  return {
    "text/plain": plain(names, rows, more, count),
    "text/markdown": markdown(names, rows, more, count),
    "text/html": html(names, rows, more, count),
  };
}

/** At most six significant digits for fractions; whole numbers in full. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number")
    return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(6)));
  return typeof cell === "object" ? objectText(cell) : String(cell);
}

/** As JSON, where it has such a form: a circle has none, and showing a table must not end with an error. */
function objectText(cell: object): string {
  try {
    return String(JSON.stringify(cell));
  } catch {
    return describeValue(cell);
  }
}

/** Line ends and control characters would break the line, or steer the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]/gu, " ");
}

function plain(names: readonly string[], rows: readonly string[][], more: number, count: string): string {
  const widths = names.map((name, c) =>
    rows.reduce((most, row) => Math.max(most, cellAt(row, c).length), name.length),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => cell.padEnd(widths[c] as number))
      .join("  ")
      .trimEnd();
  const lines = [names, ...rows].map((cells) => line(cells.map(oneLine)));
  if (more > 0) lines.push(`… ${more} more`);
  return [...lines, count].join("\n");
}

function cellAt(row: readonly string[], c: number): string {
  return row[c] as string;
}

function markdown(names: readonly string[], rows: readonly string[][], more: number, count: string): string {
  const escaped = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&");
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  const lines = [line(names), `|${names.map(() => " --- |").join("")}`, ...rows.map(line)];
  return `${lines.join("\n")}\n\n${more > 0 ? `… ${more} more; ` : ""}${count}`;
}

function html(names: readonly string[], rows: readonly string[][], more: number, count: string): string {
  const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`);
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  return (
    `<table><thead>${line("th", names)}</thead><tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table>` +
    `<p>${more > 0 ? `… ${more} more; ` : ""}${count}</p>`
  );
}
