// Findings as the XML of JUnit, which CI services show as tests: a suite for each file.

import type { Finding } from '../../src/language/language.ts';
import { wellFormed } from '../../src/text/well-formed.ts';
import type { Report } from './report.ts';

/** An error is a test that failed, a warning one that passed with something to say. Others are left out. */
export function junitReport(): Report {
  let cases: string[] = [];
  let failures = 0;
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="luci-jobs">\n',
    beginFile: () => {
      cases = [];
      failures = 0;
      return '';
    },
    finding: (name, finding) => {
      const isError = finding.severity === 'error';
      if (isError) failures++;
      if (isError || finding.severity === 'warning') cases.push(testCase(name, finding));
      // The number of failures stands before them.
      return '';
    },
    endFile: (name) => {
      if (cases.length === 0)
        cases.push(`    <testcase ${attributes({ name: 'valid', classname: name })}/>\n`);
      const counts = { name, tests: cases.length, failures };
      return `  <testsuite ${attributes(counts)}>\n${cases.join('')}  </testsuite>\n`;
    },
    end: () => '</testsuites>\n',
  };
}

function testCase(name: string, { code, severity, message, range: { start } }: Finding): string {
  const [line, column] = [start.line + 1, start.character + 1];
  const place = `${name}:${line}:${column}`;
  const head = attributes({
    name: `${code} at ${line}:${column}`,
    classname: name,
    file: name,
    line,
  });
  const inside =
    severity === 'error'
      ? `<failure ${attributes({ type: code, message })}>${escaped(`${place}: ${message}`)}</failure>`
      : `<system-out>${escaped(`${place}: ${severity}: ${message}`)}</system-out>`;
  return `    <testcase ${head}>${inside}</testcase>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(`${value}`)}"`)
    .join(' ');
}

/** XML 1.0 has no way at all to write most control characters. */
function escaped(text: string): string {
  return wellFormed(text)
    .replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`);
}
