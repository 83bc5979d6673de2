import type { AgeLevels, DateLevels, NumberLevels, PlaceLevels } from "./types.ts";

/**
 * Levels that many use, as data: take one as it stands, or spread it into one of your own.
 *
 * - `ageGroups`: of `birthDate`, as surveys ask.
 * - `generations`: of `birthDate`, as Pew Research Center draws them.
 * - `usage`: occasional and frequent buyers, of `orders`, where the base itself parts.
 * - `chineseRegions`: of `province`, the seven regions of geography.
 *
 * Age and birthplace are protected in many laws: see the guide before a rule treats people by them.
 *
 * @example
 * ```ts
 * const customers = [{ customerId: "ann", birthDate: "1990-05-05", province: "浙江" }];
 * const { ageGroups, generations, chineseRegions } = readyLevels;
 * const { levels } = learnLevels(customers, { levels: { ageGroups, generations, chineseRegions } });
 * applyLevels(levels, customers, { asOf: "2026-01-31" }).row(0);
 * // => { customerId: "ann", ageGroups: "35-44", generations: "millennials", chineseRegions: "华东" }
 * ```
 * @see Dimock (2019), Defining generations, Pew Research Center.
 */
export const readyLevels: {
  readonly ageGroups: AgeLevels;
  readonly generations: DateLevels;
  readonly usage: NumberLevels;
  readonly chineseRegions: PlaceLevels;
} = {
  ageGroups: { by: "age", of: "birthDate", edges: [18, 25, 35, 45, 55, 65] },
  generations: {
    by: "date",
    of: "birthDate",
    edges: ["1928-01-01", "1946-01-01", "1965-01-01", "1981-01-01", "1997-01-01", "2013-01-01"],
    keys: ["earlier", "silent", "baby-boomers", "generation-x", "millennials", "generation-z", "later"],
  },
  usage: { by: "number", of: "orders", method: "clusters", keys: ["occasional", "frequent"] },
  chineseRegions: {
    by: "place",
    of: "province",
    levels: ["华北", "东北", "华东", "华中", "华南", "西南", "西北"],
    within: {
      ...placed("华北", ["北京", "天津", "河北", "山西", "内蒙古"]),
      ...placed("东北", ["辽宁", "吉林", "黑龙江"]),
      ...placed("华东", ["上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "台湾"]),
      ...placed("华中", ["河南", "湖北", "湖南"]),
      ...placed("华南", ["广东", "广西", "海南", "香港", "澳门"]),
      ...placed("西南", ["重庆", "四川", "贵州", "云南", "西藏"]),
      ...placed("西北", ["陕西", "甘肃", "青海", "宁夏", "新疆"]),
    },
  },
};

function placed(region: string, places: readonly string[]): { [place: string]: string } {
  const within: { [place: string]: string } = {};
  for (const place of places) within[place] = region;
  return within;
}
