import { textWidth } from "../core/text-width.ts";

/** A point that wants a label. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** Half the size of its mark. */
  readonly radius: number;
}

/** Where a label stands: its left end and its middle height; null where it found no room. */
export type LabelPlace = { readonly x: number; readonly y: number } | null;

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const GAP = 4;

/**
 * A place for each label beside its point where it touches no mark and no other label: on the right, the left,
 * above, below, then at the corners and further off; the first in the list chooses first. A label that fits
 * nowhere is left out: the picture's words name its point.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  fontSize: number,
  room: { readonly width: number; readonly height: number },
): LabelPlace[] {
  const taken: Area[] = points.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  const half = fontSize / 2 + 1;
  return points.map(({ x, y, radius, label }) => {
    const wide = textWidth(label, fontSize);
    for (const far of [radius + GAP, radius + 14, radius + 26]) {
      for (const [dx, dy] of candidates(wide, far, half)) {
        const area = { left: x + dx, right: x + dx + wide, top: y + dy - half, bottom: y + dy + half };
        const inside =
          area.left >= 0 && area.top >= 0 && area.right <= room.width && area.bottom <= room.height;
        if (!inside || taken.some((other) => touch(area, other))) continue;
        taken.push(area);
        return { x: area.left, y: y + dy };
      }
    }
    return null;
  });
}

/** Left end and middle height of a label beside a point at 0, 0. */
function candidates(wide: number, far: number, half: number): (readonly [number, number])[] {
  return [
    [far, 0],
    [-far - wide, 0],
    [-wide / 2, -far - half],
    [-wide / 2, far + half],
    [far * 0.7, -far * 0.7 - half / 2],
    [far * 0.7, far * 0.7 + half / 2],
    [-far * 0.7 - wide, -far * 0.7 - half / 2],
    [-far * 0.7 - wide, far * 0.7 + half / 2],
  ];
}

function touch(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
