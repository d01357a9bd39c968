// Findings as numbers: how many there are of each code.

import { FINDING_CODES, type Finding } from '../../src/language/language.ts';
import type { Report } from './report.ts';

/** The most frequent first, of equals in the order of their codes. */
export function statisticsReport(format: 'text' | 'json'): Report {
  const counts = new Map<string, { severity: Finding['severity']; count: number }>();
  return {
    finding: (_, { code, severity }) => {
      const known = counts.get(code);
      if (known) known.count++;
      else counts.set(code, { severity, count: 1 });
      return '';
    },
    end: () => {
      const rows = [...counts]
        .map(([code, { severity, count }]) => ({ code, severity, count }))
        .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
      if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`;
      const width = `${rows[0]?.count ?? ''}`.length;
      const codeWidth = Math.max(0, ...rows.map(({ code }) => code.length));
      return rows
        .map(({ code, count }) =>
          `${`${count}`.padStart(width)}  ${code.padEnd(codeWidth)}  ${title(code)}`
            .trimEnd()
            .concat('\n'),
        )
        .join('');
    },
  };
}

function title(code: string): string {
  return Object.hasOwn(FINDING_CODES, code)
    ? FINDING_CODES[code as keyof typeof FINDING_CODES].title
    : '';
}
