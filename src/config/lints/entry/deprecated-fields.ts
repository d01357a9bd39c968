// The lint about fields that the service still parses and never reads.

import type { BoundMessage } from '../../message/bound-message.ts';
import type { SourceLintReport } from './source-lint-report.ts';

/** Reports those of the message itself: no field that is still read holds one. */
export function lintDeprecatedFields(message: BoundMessage, report: SourceLintReport): void {
  for (const { type, node } of message.fields) {
    if (!type.deprecated) continue;
    const words = `\`${type.name}\` is no longer read: the realm decides who may do what. Remove it.`;
    const field = { start: node.start, end: node.value.end };
    report.lintAt('lint-deprecated-field', words, field, 'deprecated');
  }
}
