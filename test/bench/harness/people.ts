import { seedRandom, uniform } from "../../../src/math/random.ts";

/** A customer that rules look at. */
export interface Person {
  readonly customerId: string;
  readonly age: number;
  readonly orders: number;
  readonly revenue: number;
  readonly city: string;
  readonly vip: boolean;
}

const CITIES = ["Shanghai", "Hangzhou", "Beijing", "Ningbo", "Suzhou"];

/** Customers as columns. */
export interface People {
  readonly customerId: readonly string[];
  readonly age: Float64Array;
  readonly orders: Float64Array;
  readonly revenue: Float64Array;
  readonly city: readonly string[];
  readonly vip: readonly boolean[];
}

/** Random customers. */
export function makePeople(count: number): People {
  const random = seedRandom(1);
  const made = {
    customerId: Array.from({ length: count }, (_, i) => `c${i}`),
    age: new Float64Array(count),
    orders: new Float64Array(count),
    revenue: new Float64Array(count),
    city: [] as string[],
    vip: [] as boolean[],
  };
  for (let i = 0; i < count; i += 1) {
    made.age[i] = 18 + Math.floor(uniform(random) * 70);
    made.orders[i] = Math.floor(20 * uniform(random) ** 2);
    made.revenue[i] = Math.round(200_000 * uniform(random) ** 2) / 100;
    made.city.push(CITIES[Math.floor(uniform(random) * CITIES.length)] as string);
    made.vip.push(uniform(random) < 0.1);
  }
  return made;
}

/** The same as row objects. */
export function personRows(columns: People): Person[] {
  return columns.customerId.map((customerId, i) => ({
    customerId,
    age: columns.age[i] as number,
    orders: columns.orders[i] as number,
    revenue: columns.revenue[i] as number,
    city: columns.city[i] as string,
    vip: columns.vip[i] as boolean,
  }));
}
