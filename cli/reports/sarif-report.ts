// Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code scanning services read.

import { FINDING_CODES, type Finding } from '../../src/language/language.ts';
import { wellFormed } from '../../src/text/well-formed.ts';
import { version } from '../version.ts';
import type { Report } from './report.ts';

const LEVELS: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const HEAD = `{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "columnKind": "utf16CodeUnits",
      "results": [`;

/** One result a line; the rules that they name come last, when it is known which ones these are. */
export function sarifReport(): Report {
  const codes = new Set<string>();
  let rows = 0;
  return {
    begin: () => HEAD,
    finding: (name, finding) => {
      codes.add(finding.code);
      return `${rows++ > 0 ? ',' : ''}\n        ${JSON.stringify(wellFormed(result(name, finding)))}`;
    },
    end: () => {
      const driver = { name: 'luci-jobs', version: version(), rules: [...codes].sort().map(rule) };
      return `\n      ],\n      "tool": ${JSON.stringify({ driver })}\n    }\n  ]\n}\n`;
    },
  };
}

function result(name: string, { code, severity, message, range, related = [] }: Finding) {
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(name, range)],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        ...location(name, other.range),
        message: { text: other.message },
      })),
    }),
  };
}

function location(name: string, { start, end }: Finding['range']) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(name) },
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    },
  };
}

/** Relative to wherever the command ran, or absolute as the name is. */
function uriOf(name: string): string {
  const path = name.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path.replace(/^\.\//, '');
}

function rule(code: string) {
  const known = FINDING_CODES[code as keyof typeof FINDING_CODES] as
    | { readonly title: string; readonly explanation: string }
    | undefined;
  if (!known) return { id: code };
  return {
    id: code,
    shortDescription: { text: known.title },
    fullDescription: { text: known.explanation },
    help: { text: known.explanation, markdown: known.explanation },
  };
}
