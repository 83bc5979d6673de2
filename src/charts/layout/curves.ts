/**
 * Curves as points: Vega-Lite draws lines and areas through points, but no curves of its own.
 *
 * @module
 */

/** A point in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const STEPS = 16;

/** From one height to another in a soft S, at points along x: `share` is 0 at the beginning and 1 at the end. */
export function softStep(): readonly { readonly share: number; readonly height: number }[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const share = i / STEPS;
    return { share, height: share * share * (3 - 2 * share) };
  });
}

/** A ribbon between two upright bars: where it is, and its upper and lower edge. */
export function ribbon(
  from: { readonly x: number; readonly top: number },
  to: { readonly x: number; readonly top: number },
  thick: number,
): { readonly x: number; readonly y: number; readonly y2: number }[] {
  return softStep().map(({ share, height }) => {
    const y = from.top + (to.top - from.top) * height;
    return { x: from.x + (to.x - from.x) * share, y, y2: y + thick };
  });
}

/** Half an ellipse beside an upright line, from one height to another; `wide` below 0 stands on the left. */
export function arc(x: number, fromY: number, toY: number, wide: number): Point[] {
  const centre = (fromY + toY) / 2;
  const half = (toY - fromY) / 2;
  return Array.from({ length: STEPS * 2 + 1 }, (_, i) => {
    const angle = (Math.PI * i) / (STEPS * 2);
    return { x: x + wide * Math.sin(angle), y: centre - half * Math.cos(angle) };
  });
}
