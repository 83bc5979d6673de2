/** Zones that break what takes days to be 24 hours and offsets to be hours: see each. */
export const zones: readonly string[] = [
  "UTC",
  "America/New_York",
  "Asia/Shanghai",
  // left out 30 December 2011 when it moved over the date line
  "Pacific/Apia",
  // changes its clocks by half an hour
  "Australia/Lord_Howe",
  // goes back an hour for Ramadan
  "Africa/Casablanca",
  // 14 hours ahead; left out 31 December 1994
  "Pacific/Kiritimati",
  // three quarters of an hour, and a change at 2:45
  "Pacific/Chatham",
  // changes at midnight: the day begins at one
  "America/Sao_Paulo",
  // a summer time of one week, in 2000
  "America/Recife",
];
