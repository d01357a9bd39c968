// Findings as LSP diagnostics.

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding } from '../src/config/finding.ts';

/** `data` is `{path}`: the validation context's path, for whoever offers to fix the finding. */
export function toDiagnostic(finding: Finding): Diagnostic {
  return {
    range: finding.range,
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source: 'luci-scheduler',
    message: finding.message,
    ...(finding.tags && { tags: finding.tags.map((tag) => TAGS[tag]) }),
    data: { path: finding.path },
  };
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
