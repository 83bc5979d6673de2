import type { Figure, ShownTable, View } from "../messages.ts";
import type { TextKey } from "../texts.ts";
import { drawCharts } from "./draw-charts.ts";
import { element } from "./element.ts";

/** Writes a view into the page. All texts are set as texts: an id is never markup. */
export async function showView(
  { figures, notes, charts, tables }: View,
  text: { readonly [key in TextKey]: string },
  explain: (customerId: string) => void,
): Promise<void> {
  element("figures", HTMLElement).replaceChildren(...figures.map(figureOf));
  element("notes", HTMLElement).hidden = notes.length === 0;
  element("note-list", HTMLElement).replaceChildren(...notes.map((note) => written("li", note)));
  element("tables", HTMLElement).replaceChildren(...tables.map((shown) => tableOf(shown, text, explain)));
  await drawCharts(element("charts", HTMLElement), charts);
}

function figureOf({ label, value, remark }: Figure): HTMLElement {
  const figure = document.createElement("div");
  figure.append(written("dt", label), written("dd", value));
  if (remark !== undefined) figure.append(written("dd", remark, "remark"));
  return figure;
}

function tableOf(
  { title, columns, rows }: ShownTable,
  text: { readonly [key in TextKey]: string },
  explain: (customerId: string) => void,
): HTMLElement {
  const table = document.createElement("table");
  table.append(written("caption", title));
  table
    .createTHead()
    .insertRow()
    .append(...columns.map((column) => headOf(column.title, "col", column.isNumber)));
  const body = table.createTBody();
  for (const { cells, customerId } of rows) {
    const row = body.insertRow();
    const [first = "", ...others] = cells;
    const head = headOf(customerId === undefined ? first : "", "row", false);
    if (customerId !== undefined) head.append(explainButton(customerId, text.explain, explain));
    row.append(
      head,
      ...others.map((cell, c) => written("td", cell, columns[c + 1]?.isNumber ? "number" : "")),
    );
  }
  // A wide table scrolls by itself; what scrolls must be reached by the keyboard.
  const frame = document.createElement("section");
  frame.className = "scroll";
  frame.tabIndex = 0;
  frame.ariaLabel = title;
  frame.append(table);
  return frame;
}

function headOf(title: string, scope: "col" | "row", isNumber: boolean): HTMLElement {
  const head = written("th", title, isNumber ? "number" : "");
  head.setAttribute("scope", scope);
  return head;
}

function explainButton(customerId: string, verb: string, explain: (customerId: string) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = customerId;
  button.title = verb;
  button.addEventListener("click", () => explain(customerId));
  return button;
}

function written(name: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}
