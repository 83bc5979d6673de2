import { describeValue } from "./describe.ts";

/** A table as far as showing it needs. */
interface Shown {
  readonly length: number;
  readonly columns: object;
  row(i: number): unknown;
}

/** The forms of a text. */
export interface TextBundle {
  readonly "text/plain": string;
  readonly "text/markdown": string;
  readonly "text/html": string;
}

/** How many rows a notebook shows. */
const SHOWN_ROWS = 20;
/** How many rows a console shows, and how many characters of each. */
const CONSOLE_ROWS = 6;
const WIDEST_LINE = 160;
/** How many characters of a cell are shown: an id may be of any length, and all rows are as wide as the widest. */
const WIDEST_CELL = 80;

/**
 * A table as a notebook shows it: plain text, Markdown and HTML of the first rows and the count.
 * Every cell is escaped. Deno's Jupyter kernel calls it through `Symbol.for("Jupyter.display")`.
 */
export function displayBundle(table: Shown): TextBundle {
  const { names, rows, more, count } = firstRows(table, SHOWN_ROWS);
  return {
    "text/plain": plain(names, rows, more, count),
    "text/markdown": markdown(names, rows, more, count),
    "text/html": html(names, rows, more, count),
  };
}

/** A table as a console shows it: fewer rows, and the names of the facts beside it. */
export function consoleText(table: Shown, facts: readonly string[]): string {
  const { names, rows, more, count } = firstRows(table, CONSOLE_ROWS);
  const beside = facts.length === 0 ? "" : `, with ${facts.join(", ")}`;
  const lines = plain(names, rows, more, `${count}${beside}`).split("\n");
  return lines
    .map((line) => (line.length > WIDEST_LINE ? `${line.slice(0, WIDEST_LINE)}…` : line))
    .join("\n");
}

/** What a card says: a title, a small table, and lines of text. */
export interface Card {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
  /** What to know before trusting it. */
  readonly warnings: readonly string[];
}

/** A card as a notebook shows it. Every text is escaped. */
export function cardBundle({ title, columns, rows, notes, warnings }: Card): TextBundle {
  const cells = rows.map((row) => row.slice());
  const warned = warnings.map((warning) => `Warning: ${warning}`);
  const lines = [...notes, ...warned];
  const paragraphs = (start: string, list: readonly string[]): string =>
    list.map((line) => `${start}${escapeMarkdown(line)}`).join("");
  const escaped = (line: string): string => `<p>${escapeHtml(line)}</p>`;
  return {
    "text/plain": `${oneLine(title)}\n${plain(columns, cells, 0, lines.map(oneLine).join("\n"))}`,
    "text/markdown": `**${escapeMarkdown(title)}**\n\n${markdown(columns, cells, 0, "")}${paragraphs("\n\n", lines).trimStart()}`,
    "text/html": `<p><strong>${escapeHtml(title)}</strong></p>${html(columns, cells, 0, "")}${lines.map(escaped).join("")}`,
  };
}

function firstRows(table: Shown, most: number) {
  const names = Object.keys(table.columns);
  const rows: string[][] = [];
  for (let i = 0; i < Math.min(table.length, most); i += 1) {
    const row = table.row(i) as { readonly [name: string]: unknown };
    rows.push(names.map((name) => shortCell(row[name])));
  }
  const more = table.length - rows.length;
  const count = `${table.length} ${table.length === 1 ? "row" : "rows"}`;
  return { names, rows, more, count };
}

/** A cell as it is shown. */
function shortCell(cell: unknown): string {
  const text = cellText(cell);
  // Never half of a character.
  return text.length > WIDEST_CELL
    ? `${text.slice(0, WIDEST_CELL - 1).replace(/[\ud800-\udbff]$/, "")}…`
    : text;
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

/** Text that stands for itself in Markdown. */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`);
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
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const lines = [line(names), `|${names.map(() => " --- |").join("")}`, ...rows.map(line)];
  return `${lines.join("\n")}\n\n${more > 0 ? `… ${more} more; ` : ""}${count}`;
}

function html(names: readonly string[], rows: readonly string[][], more: number, count: string): string {
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return (
    `<table><thead>${line("th", names)}</thead><tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table>` +
    (more > 0 || count !== "" ? `<p>${more > 0 ? `… ${more} more; ` : ""}${count}</p>` : "")
  );
}
