/**
 * Civil days as whole numbers: day 0 is 1970-01-01, in whatever zone the caller counts days.
 *
 * @module
 */

/** Milliseconds of a UTC day. */
export const MS_PER_DAY = 86_400_000;

/** 0001-01-01 and 9999-12-31, the days that have an ISO form of ten characters. */
export const FIRST_DAY = -719_162;
export const LAST_DAY = 2_932_896;

/** Stands for a moment after the one that was asked for; above every real day. */
export const FUTURE_DAY = 0x7fffffff;

/**
 * Day number of a date of the proleptic Gregorian calendar, NaN where there is no such date.
 *
 * @see Hinnant (2013), chrono-compatible low-level date algorithms, `days_from_civil`.
 */
export function dayOfDate(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Days of a month of the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * ISO form of a day number, for days from {@link FIRST_DAY} to {@link LAST_DAY}.
 *
 * @example
 * ```ts
 * isoOfDay(0); // => "1970-01-01"
 * ```
 * @see Hinnant (2013), chrono-compatible low-level date algorithms, `civil_from_days`.
 */
export function isoOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(
    dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    2,
  )}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

/** ISO forms of many days: each distinct day is written once. NaN gives null. */
export function isoOfDays(days: ArrayLike<number>): (string | null)[] {
  const known = new Map<number, string>();
  const out: (string | null)[] = new Array(days.length);
  for (let i = 0; i < days.length; i += 1) {
    const day = days[i] as number;
    let text: string | null | undefined = Number.isNaN(day) ? null : known.get(day);
    if (text === undefined) {
      text = isoOfDay(day);
      known.set(day, text);
    }
    out[i] = text;
  }
  return out;
}
