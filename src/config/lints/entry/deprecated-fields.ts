// The lint about fields that the service still parses and never reads.

import type { BoundMessage } from '../../message/bound-message.ts';
import type { SourceLintReport } from './source-lint-report.ts';

/**
 * Reports the outermost ones: what is inside of them goes with them.
 * @param without names of fields that are looked at elsewhere
 */
export function lintDeprecatedFields(
  message: BoundMessage,
  report: SourceLintReport,
  without?: ReadonlySet<string>,
): void {
  for (const { type, node, values } of message.fields) {
    if (without?.has(type.name)) continue;
    if (type.deprecated) {
      const words = `\`${type.name}\` is no longer read: the realm decides who may do what. Remove it.`;
      const field = { start: node.start, end: node.value.end };
      report.lintAt('lint-deprecated-field', words, field, 'deprecated');
    } else {
      for (const { message: nested } of values) {
        if (nested) lintDeprecatedFields(nested, report);
      }
    }
  }
}
