// Findings as commands of a workflow of GitHub Actions, which shows them in the files of a pull request
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).

import type { Finding } from '../../src/language/language.ts';
import { terminalText } from '../terminal-text.ts';
import type { Report } from './report.ts';

const COMMANDS: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** @param hints hints are shown, too */
export function githubReport(hints: boolean): Report {
  return {
    finding: (name, { severity, code, message, range: { start, end } }) => {
      if (severity === 'hint' && !hints) return '';
      const properties = {
        file: name,
        line: start.line + 1,
        endLine: end.line + 1,
        // Columns are shown only of a range within one line.
        ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
        title: code,
      };
      const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
      return `::${COMMANDS[severity]} ${list.join(',')}::${data(terminalText(message))}\n`;
    },
  };
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(terminalText(`${value}`))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
