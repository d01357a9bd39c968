// Findings as one JSON array.

import { wellFormed } from '../../src/text/well-formed.ts';
import { findingJson } from '../finding-json.ts';
import type { Report } from './report.ts';

/** One finding a line, so that the text is easy to read, to cut and to compare. */
export function jsonReport(): Report {
  let rows = 0;
  return {
    finding: (file, finding) => {
      const row = JSON.stringify(wellFormed({ file, ...findingJson(finding) }));
      return `${rows++ > 0 ? ',' : '['}\n  ${row}`;
    },
    // Whoever can be told nothing is told so even if there is nothing to tell: that is a verdict, too.
    end: () => (rows === 0 ? '[]\n' : '\n]\n'),
  };
}
