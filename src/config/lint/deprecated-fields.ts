// The lint about fields that the service still parses and never reads.

import type { BoundMessage } from '../bound-message.ts';
import type { ReportLint } from './entry-lints.ts';

/**
 * Reports the outermost ones: what is inside of them goes with them.
 * @param without names of fields that are looked at elsewhere
 */
export function lintDeprecatedFields(
  message: BoundMessage,
  report: ReportLint,
  without: ReadonlySet<string> = new Set(),
): void {
  const fields = message.fields.filter(({ type }) => !without.has(type.name));
  lintFields({ ...message, fields }, [], report);
}

function lintFields(
  message: BoundMessage,
  path: readonly (string | number)[],
  report: ReportLint,
): void {
  const counts = new Map<string, number>();
  for (const { type, values } of message.fields) {
    const first = counts.get(type.name) ?? 0;
    counts.set(type.name, first + values.length);
    for (const [i, { message: nested }] of values.entries()) {
      const at = type.repeated ? [...path, type.name, first + i] : [...path, type.name];
      if (type.deprecated) {
        report('lint-deprecated-field', deprecation(type.name), { field: at }, 'deprecated');
      } else if (nested) {
        lintFields(nested, at, report);
      }
    }
  }
}

function deprecation(name: string): string {
  return `\`${name}\` is not read any more: who may do what is decided by the realm. Remove it.`;
}
