// The seven fields of a cron expression and the values they know (spec schedule.md C6–C10).

export type CronFieldName =
  | 'second'
  | 'minute'
  | 'hour'
  | 'dayOfMonth'
  | 'month'
  | 'dayOfWeek'
  | 'year';

export interface CronFieldType {
  readonly name: CronFieldName;
  /** As in "the day of month field". */
  readonly label: string;
  /** What `*` stands for. The largest value is also the largest step (C7). */
  readonly min: number;
  readonly max: number;
  /** What one value looks like, in lower case: the source of a regular expression (C8). */
  readonly value: string;
  /** The number that a token of that look means. */
  valueOf(token: string): number;
  /** What to write, for messages. */
  readonly choices: string;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export const CRON_FIELD_TYPES: Readonly<Record<CronFieldName, CronFieldType>> = {
  second: {
    name: 'second',
    label: 'second',
    min: 0,
    max: 59,
    value: '0?[0-9]|[1-5][0-9]',
    valueOf: Number,
    choices: '`*`, 0 to 59, a range such as `10-20` or a step such as `*/15`',
  },
  minute: {
    name: 'minute',
    label: 'minute',
    min: 0,
    max: 59,
    value: '0?[0-9]|[1-5][0-9]',
    valueOf: Number,
    choices: '`*`, 0 to 59, a range such as `10-20` or a step such as `*/15`',
  },
  hour: {
    name: 'hour',
    label: 'hour',
    min: 0,
    max: 23,
    value: '0?[0-9]|1[0-9]|2[0-3]',
    valueOf: Number,
    choices: '`*`, 0 to 23, a range such as `9-17` or a step such as `*/6`',
  },
  dayOfMonth: {
    name: 'dayOfMonth',
    label: 'day of month',
    min: 1,
    max: 31,
    value: '0?[1-9]|[12][0-9]|3[01]',
    valueOf: Number,
    choices:
      '`*`, 1 to 31, a range such as `1-7`, a step such as `*/10`, `L` (the last day), `LW` (the last working day) or `15W` (the working day nearest the 15th)',
  },
  month: {
    name: 'month',
    label: 'month',
    min: 1,
    max: 12,
    value: `0?[1-9]|1[012]|${names(MONTHS)}`,
    valueOf: (token) => unpadded(token) ?? 1 + indexOfName(MONTHS, token),
    choices: '`*`, 1 to 12, `jan` or `january`, a range such as `6-8` or a step such as `*/3`',
  },
  dayOfWeek: {
    name: 'dayOfWeek',
    label: 'day of week',
    min: 0,
    max: 6,
    value: `0?[0-7]|${names(WEEKDAYS)}`,
    valueOf: (token) => (unpadded(token) ?? indexOfName(WEEKDAYS, token)) % 7,
    choices:
      '`*`, 0 (Sunday) to 6, `fri` or `friday`, a range such as `mon-fri`, a step such as `*/2`, `friL` (the last Friday of the month) or `fri#3` (the third)',
  },
  year: {
    name: 'year',
    label: 'year',
    min: 1970,
    max: 2099,
    value: '19[789][0-9]|20[0-9]{2}',
    valueOf: Number,
    choices: '`*`, 1970 to 2099, a range such as `2030-2035` or a step such as `*/2`',
  },
};

/** Three letters, or all of them. */
function names(full: readonly string[]): string {
  return full.flatMap((name) => [name.slice(0, 3), name]).join('|');
}

function indexOfName(full: readonly string[], token: string): number {
  return full.findIndex((name) => name.startsWith(token));
}

/**
 * The value of a month or weekday that is a number, else undefined. The service accepts a leading zero
 * and then does not know the number: `01` to `09` mean 0 (C9).
 */
function unpadded(token: string): number | undefined {
  if (!/^[0-9]/.test(token)) return undefined;
  return token.startsWith('0') ? 0 : Number(token);
}
