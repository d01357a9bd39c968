// Times in the answers of Gitiles (managers.md 4.3), as Go's time.Parse reads them.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = /^(sun|mon|tue|wed|thu|fri|sat)$/i;

/** More than one space, one digit for a day or an hour, and fractions of a second are taken as well. */
const LAYOUT =
  /^([A-Za-z]{3}) +([A-Za-z]{3}) +(\d{1,2}) +(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d+))? +(\d{4})(?: +([+-])(\d\d)(\d\d))?$/;

/**
 * Reads `Mon Jan _2 15:04:05 2006`, which is in UTC, or the same with ` -0700` at its end. Nobody checks the day of the
 * week against the date.
 * @return milliseconds since the epoch, whole; undefined if it is no such time
 */
export function parseGitilesTime(text: string): number | undefined {
  const found = LAYOUT.exec(text);
  if (!found) return undefined;
  const [, weekday = '', monthName = '', ...rest] = found;
  const [day = 0, hours = 0, minutes = 0, seconds = 0] = rest.slice(0, 4).map(Number);
  const [fraction = '', year = '', sign = '', zoneHours = '0', zoneMinutes = '0'] = rest.slice(4);
  const month = MONTHS.indexOf(monthName.toLowerCase());
  if (!DAYS.test(weekday) || month === -1) return undefined;
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  if (Number(zoneHours) > 24 || Number(zoneMinutes) > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), month, day);
  if (date.getUTCDate() !== day) return undefined; // It has run over into another month.
  date.setUTCHours(hours, minutes, seconds, Number(fraction.slice(0, 3).padEnd(3, '0')));
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return date.getTime() - (sign === '-' ? -zone : zone);
}
