import { createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import type { Decomposition } from "./decompose.ts";
import type { AttributeVector } from "./types.ts";

/** Attributes as arrows: their weights in the two axes, and how much of their differences these show. */
export function attributeVectors({ map, parts }: Decomposition): Table<AttributeVector> {
  const { count, values, right } = parts;
  const { attributes, means, axes } = map;
  const [x, y] = [Float64Array.from(axes[0]), Float64Array.from(axes[1])];
  const quality = Float64Array.from(attributes, (_, j) => {
    const along = Array.from(values, (value, k) => value * (right[j * count + k] as number));
    const full = Math.hypot(...along);
    return full === 0 ? Number.NaN : Math.min(1, (Math.hypot(...along.slice(0, 2)) / full) ** 2);
  });
  return createTable<AttributeVector>({
    length: attributes.length,
    id: "attribute",
    columns: {
      attribute: () => attributes,
      mean: () => Float64Array.from(means),
      x: () => x,
      y: () => y,
      quality: () => quality,
    },
  });
}
