// Findings as LSP diagnostics.

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { FINDING_CODES, type Finding } from '../src/language/language.ts';
import type { Session } from './session.ts';

/** `data` is `{path}`: the validation context's path, for whoever offers to fix the finding. */
export function toDiagnostic(finding: Finding, session: Session): Diagnostic {
  const page = pageOf(finding, session);
  return {
    range: finding.range,
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: 'luci-scheduler',
    message: finding.message,
    ...(finding.tags && { tags: finding.tags.map((tag) => TAGS[tag]) }),
    data: { path: finding.path },
  };
}

/** Only what has a row in the table has an anchor in docs/findings.md. */
function pageOf({ code }: Finding, { client, findingsPage }: Session): string | undefined {
  const isLinked = client.showsCodeLinks && findingsPage && Object.hasOwn(FINDING_CODES, code);
  return isLinked ? `${findingsPage}#${code}` : undefined;
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const TAGS = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
} as const;
