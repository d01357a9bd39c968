// Findings as LSP diagnostics.

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { FINDING_CODES, type Finding, type ShownDiagnostics } from '../src/language/language.ts';
import type { Session } from './session.ts';

/**
 * What the client shows of a document's findings.
 * @param uri of the document
 */
export function toDiagnostics(
  { findings, summary }: ShownDiagnostics,
  uri: string,
  session: Session,
): Diagnostic[] {
  const diagnostics = findings.map((finding) => toDiagnostic(finding, uri, session));
  if (summary) {
    const { range, severity, message } = summary;
    diagnostics.push({
      range,
      severity: SEVERITIES[severity],
      source: 'luci-scheduler',
      message,
    });
  }
  return diagnostics;
}

/**
 * `data` is `{path}`: the validation context's path, for whoever offers to fix the finding.
 * @param uri of the document, in which its related places are
 */
export function toDiagnostic(finding: Finding, uri: string, session: Session): Diagnostic {
  const page = pageOf(finding, session);
  return {
    range: finding.range,
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: 'luci-scheduler',
    message: finding.message,
    ...(finding.tags && { tags: finding.tags.map((tag) => TAGS[tag]) }),
    ...(finding.related &&
      session.client.showsRelated && {
        relatedInformation: finding.related.map(({ message, range }) => ({
          message,
          location: { uri, range },
        })),
      }),
    data: { path: finding.path },
  };
}

/** In place of the findings where looking for them failed: those that are on show may be wrong by now. */
export const CHECK_FAILED: Diagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  severity: DiagnosticSeverity.Error,
  source: 'luci-scheduler',
  message:
    'This file could not be checked because of a mistake in the checker, not in the file. The log of the language server says more.',
};

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
