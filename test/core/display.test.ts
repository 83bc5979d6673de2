import { describe, expect, test } from "vitest";
import { cardBundle, consoleText, displayBundle } from "../../src/core/display.ts";
import { createTable } from "../../src/core/table.ts";
import { table } from "../../src/core/table-of.ts";
import { hostileIds } from "./base.ts";

const hook = Symbol.for("Jupyter.display");

/** What a notebook shows of one cell, in each form. */
function shown(cell: unknown): { plain: string; markdown: string; html: string } {
  const bundle = displayBundle(table([{ x: cell, end: "|" }]));
  const [, row = ""] = (bundle["text/plain"] as string).split("\n");
  return {
    plain: row.slice(0, row.lastIndexOf("|")).trimEnd(),
    markdown: (bundle["text/markdown"] as string).split("\n")[2]?.slice(2, -7) ?? "",
    html: /<td>(.*?)<\/td>/s.exec(bundle["text/html"] as string)?.[1] ?? "",
  };
}

describe("a table shows itself in a notebook", () => {
  const two = table([
    { customerId: "ann", amount: 1234.5678 },
    { customerId: "bob", amount: null },
  ]);

  test("as text, Markdown and HTML", () => {
    expect(displayBundle(two)).toEqual({
      "text/plain": "customerId  amount\nann         1234.57\nbob\n2 rows",
      "text/markdown": "| customerId | amount |\n| --- | --- |\n| ann | 1234.57 |\n| bob |  |\n\n2 rows",
      "text/html":
        "<table><thead><tr><th>customerId</th><th>amount</th></tr></thead>" +
        "<tbody><tr><td>ann</td><td>1234.57</td></tr><tr><td>bob</td><td></td></tr></tbody></table><p>2 rows</p>",
    });
  });

  test("with long cells cut short, never within a character", () => {
    expect(shown("x".repeat(80)).plain).toBe("x".repeat(80));
    expect(shown("x".repeat(10_000)).plain).toBe(`${"x".repeat(79)}…`);
    expect(shown(`${"x".repeat(78)}😀😀`).plain).toBe(`${"x".repeat(78)}…`);
  });

  test("through the hook that Deno's kernel calls, which is no column, fact or copy", () => {
    const shownTable = two as unknown as { [hook]: () => unknown };
    expect(shownTable[hook]()).toEqual(displayBundle(two));
    expect(Object.keys(two)).not.toContain(String(hook));
    expect(Object.getOwnPropertySymbols({ ...two })).toEqual([Symbol.iterator]);
  });

  test("by its first twenty rows and the count", () => {
    const many = (count: number) => displayBundle(table(Array.from({ length: count }, (_, i) => ({ i }))));
    expect((many(20)["text/plain"] as string).split("\n")).toHaveLength(22);
    expect(many(20)["text/plain"]).not.toContain("more");
    expect(many(21)["text/plain"]).toMatch(/\n19\n… 1 more\n21 rows$/);
    expect(many(21)["text/markdown"]).toMatch(/\| 19 \|\n\n… 1 more; 21 rows$/);
    expect(many(21)["text/html"]).toMatch(/<td>19<\/td><\/tr><\/tbody><\/table><p>… 1 more; 21 rows<\/p>$/);
    expect(many(1)["text/plain"]).toBe("i\n0\n1 row");
    expect(many(0)["text/plain"]).toBe("\n0 rows");
  });

  test("a slice shows its own rows", () => {
    const slice = two.slice(1) as unknown as { [hook]: () => { [mime: string]: string } };
    expect(slice[hook]()["text/plain"]).toBe("customerId  amount\nbob\n1 row");
  });
});

describe("cells", () => {
  test.each<[unknown, string]>([
    [7, "7"],
    [-1.23456789, "-1.23457"],
    [1e21, "1e+21"],
    [123456789.25, "123457000"],
    [null, ""],
    [undefined, ""],
    [true, "true"],
    [12n, "12"],
    [{ a: [1, "x"] }, '{"a":[1,"x"]}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [{ toJSON: () => undefined }, "undefined"],
    [{ big: 12n }, "an object"],
    [
      {
        toJSON() {
          throw new Error("no");
        },
      },
      "an object",
    ],
  ])("%s is shown as %s", (cell, text) => {
    expect(shown(cell).plain).toBe(text);
  });

  test("a circle does not end in an error", () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(shown(circle).html).toBe("an object");
  });
});

describe("what cells hold is shown, not done", () => {
  const cases: [string, string, string, string][] = [
    [
      "<script>alert('x')</script>",
      "<script>alert('x')</script>",
      "\\<script\\>alert\\('x'\\)\\</script\\>",
      "&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;",
    ],
    ['"a" & `b`', '"a" & `b`', '"a" \\& \\`b\\`', "&#34;a&#34; &#38; &#96;b&#96;"],
    ["&lt;b&gt;", "&lt;b&gt;", "\\&lt;b\\&gt;", "&#38;lt;b&#38;gt;"],
    ["a|b", "a|b", "a\\|b", "a|b"],
    ["[x](javascript:y)", "[x](javascript:y)", "\\[x\\]\\(javascript:y\\)", "[x](javascript:y)"],
    ["**_~#+-!{}\\", "**_~#+-!{}\\", "\\*\\*\\_\\~\\#\\+\\-\\!\\{\\}\\\\", "**_~#+-!{}\\"],
    ["one\r\ntwo\tthree", "one  two three", "one  two three", "one\r\ntwo\tthree"],
    ["\u001b[31mred\u009b0m", " [31mred 0m", " \\[31mred 0m", "\u001b[31mred\u009b0m"],
  ];

  test.each(cases)("%j", (cell, plain, markdown, html) => {
    expect(shown(cell)).toEqual({ plain, markdown, html });
  });

  test.each(hostileIds)("nor does a column named %j", (name) => {
    const columns = Object.create(null) as { [name: string]: () => Float64Array };
    columns[name] = () => Float64Array.of(7);
    const bundle = displayBundle(createTable<{ [name: string]: number }>({ length: 1, columns }));
    expect(bundle["text/plain"]?.split("\n")).toHaveLength(3);
    expect(bundle["text/markdown"]?.split("\n")).toHaveLength(5);
    expect(bundle["text/html"]).toContain("<td>7</td>");
  });

  test("nor does a column whose name is markup", () => {
    const bundle = displayBundle(table([{ "<b>\n|": 1 }]));
    expect(bundle["text/html"]).toContain("<th>&#60;b&#62;\n|</th>");
    expect(bundle["text/markdown"]?.split("\n")[0]).toBe("| \\<b\\> \\| |");
    expect(bundle["text/plain"]?.split("\n")[0]).toBe("<b> |");
  });
});

describe("a console shows", () => {
  const many = (count: number) =>
    table(Array.from({ length: count }, (_, i) => ({ i, text: "x".repeat(i * 30) })));

  test("six rows, the count, and the facts beside them", () => {
    expect(consoleText(many(1), [])).toBe("i  text\n0\n1 row");
    expect(consoleText(many(7), ["total", "cuts"]).split("\n").slice(-2)).toEqual([
      "… 1 more",
      "7 rows, with total, cuts",
    ]);
    expect(consoleText(many(6), []).split("\n")).toHaveLength(8);
  });

  test("no line that is wider than 160", () => {
    const row = (last: number) => ({ a: "x".repeat(79), b: "y".repeat(last) });
    const [, fits, cut] = consoleText(table([row(79), row(80)]), []).split("\n");
    expect(fits).toHaveLength(160);
    expect(cut).toBe(`${fits}…`);
  });
});

test("a card has a title, rows, notes and warnings, none of which is markup", () => {
  const card = cardBundle({
    title: "A *model*\n<b>",
    columns: ["name", "value"],
    rows: [["r|s", "1"]],
    notes: ["10 & more\nlines"],
    warnings: ["<i>"],
  });
  expect(card).toEqual({
    "text/plain": "A *model* <b>\nname  value\nr|s   1\n10 & more lines\nWarning: <i>",
    "text/markdown":
      "**A \\*model\\* \\<b\\>**\n\n| name | value |\n| --- | --- |\n| r\\|s | 1 |\n\n10 \\& more lines\n\nWarning: \\<i\\>",
    "text/html":
      "<p><strong>A *model*\n&#60;b&#62;</strong></p>" +
      "<table><thead><tr><th>name</th><th>value</th></tr></thead><tbody><tr><td>r|s</td><td>1</td></tr></tbody></table>" +
      "<p>10 &#38; more\nlines</p><p>Warning: &#60;i&#62;</p>",
  });
});
