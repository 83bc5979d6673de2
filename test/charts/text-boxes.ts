import type * as vega from "vega";

/** Advance widths of ASCII in DejaVu Sans, thousandths of an em, from the space on: one of the widest faces in use. */
const REGULAR =
  "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838"
    .split(" ")
    .map(Number);
const OTHERS: { readonly [letter: string]: number } = { "–": 500, "−": 838, "…": 1000, "→": 838, "’": 318 };
/** Mean ratio of DejaVu Sans Bold. */
const BOLDER = 1.11;

/** Where a text stands in the picture, in pixels from its upper left corner. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly slanted: boolean;
}

function widthOf(text: string, size: number, isBold: boolean): number {
  let thousandths = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) as number;
    thousandths += code < 127 ? (REGULAR[code - 32] as number) : (OTHERS[letter] ?? 1000);
  }
  return (thousandths / 1000) * size * (isBold ? BOLDER : 1);
}

interface Item {
  readonly marktype?: string;
  readonly items?: readonly Item[];
  readonly text?: string | readonly string[] | number;
  readonly x?: number;
  readonly y?: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly angle?: number;
  readonly align?: string;
  readonly baseline?: string;
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
  readonly lineHeight?: number;
  readonly opacity?: number;
}

/** All texts of a drawn view, a box a line. */
export function textBoxes(view: vega.View): TextBox[] {
  const [originX, originY] = view.origin() as [number, number];
  const padding = view.padding() as { readonly left: number; readonly top: number };
  const boxes: TextBox[] = [];
  const walk = (node: Item, x: number, y: number, inText: boolean): void => {
    if (inText) boxes.push(...boxesOf(node, x, y));
    else if (node.marktype !== undefined) {
      for (const item of node.items ?? []) walk(item, x, y, node.marktype === "text");
    } else {
      for (const mark of node.items ?? []) walk(mark, x + (node.x ?? 0), y + (node.y ?? 0), false);
    }
  };
  walk(
    (view.scenegraph() as unknown as { root: Item }).root,
    padding.left + originX,
    padding.top + originY,
    false,
  );
  return boxes;
}

function boxesOf(item: Item, x: number, y: number): TextBox[] {
  const { fontSize = 11, align = "left", baseline = "alphabetic", angle = 0, opacity = 1 } = item;
  if (item.text === undefined || opacity === 0) return [];
  const lines = (Array.isArray(item.text) ? item.text : [item.text])
    .map(String)
    .filter((line) => line !== "");
  const isBold = Number(item.fontWeight) >= 600 || item.fontWeight === "bold";
  return lines.map((text, i) => {
    const width = widthOf(text, fontSize, isBold);
    const from = align === "center" ? -width / 2 : align === "right" ? -width : 0;
    const down = { top: 0, middle: -fontSize / 2, bottom: -fontSize }[baseline] ?? -0.8 * fontSize;
    const first = down + i * (item.lineHeight ?? fontSize + 2) + (item.dy ?? 0);
    const turn = (angle * Math.PI) / 180;
    const corners = [
      [from, first],
      [from + width, first],
      [from, first + fontSize],
      [from + width, first + fontSize],
    ].map(([a, b]) => {
      const along = (a as number) + (item.dx ?? 0);
      return [
        along * Math.cos(turn) - (b as number) * Math.sin(turn),
        along * Math.sin(turn) + (b as number) * Math.cos(turn),
      ] as const;
    });
    const xs = corners.map(([a]) => a + x + (item.x ?? 0));
    const ys = corners.map(([, b]) => b + y + (item.y ?? 0));
    return {
      text,
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
      slanted: angle % 90 !== 0,
    };
  });
}

/** Pairs of texts that stand on each other. Slanted ones are judged by their distance. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  const found: string[] = [];
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const along = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across <= 1 || along <= 1) continue;
      const apart = Math.hypot(a.right - b.right, a.top - b.top);
      if (a.slanted && b.slanted && apart >= 15) continue;
      found.push(`${a.text} | ${b.text}`);
    }
  });
  return found;
}

/** Texts that reach beyond the picture. */
export function clipped(boxes: readonly TextBox[], width: number, height: number): string[] {
  return boxes
    .filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height)
    .map(({ text }) => text);
}
