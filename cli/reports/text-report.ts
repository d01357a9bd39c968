// Findings as text: where, what, and the line it is about.

import { findingText, linesOf } from '../finding-text.ts';
import type { Report } from './report.ts';

/** @param hints hints are shown, too */
export function textReport(hints: boolean, color: boolean): Report {
  let lines: readonly string[] = [];
  return {
    beginFile: (_, text) => {
      lines = linesOf(text);
      return '';
    },
    finding: (name, finding) =>
      hints || finding.severity !== 'hint' ? findingText(name, lines, finding, { color }) : '',
  };
}
