// The lint about strings in a list that no comma separates, and which are therefore one (textformat.md T8).

import { quotedValue } from '../../../golang/quoted-value.ts';
import { decodeString } from '../../../textproto/string-literal.ts';
import type { StringNode } from '../../../textproto/tree.ts';
import type { BoundMessage } from '../../message/bound-message.ts';
import type { SourceLintReport } from './source-lint-report.ts';

/** Ids that nobody has are an error already, which says this as well. */
const LOOKED_AT_BY_RULES = 'triggers';

/** @param text of the part that the message is in */
export function lintJoinedStrings(
  message: BoundMessage,
  text: string,
  report: SourceLintReport,
): void {
  for (const { type, node, values } of message.fields) {
    if (type.deprecated || type.name === LOOKED_AT_BY_RULES) continue;
    for (const { node: value, message: nested } of values) {
      if (nested) lintJoinedStrings(nested, text, report);
      else if (node.value.kind === 'list' && value.kind === 'string') lintItem(value, text, report);
    }
  }
}

function lintItem({ start, end, pieces }: StringNode, text: string, report: SourceLintReport) {
  const seemsMeant = pieces.slice(1).every((next, i) => {
    const before = pieces[i] ?? next;
    return goesOn(text.charAt(before.end - 2), text.charAt(next.start + 1));
  });
  if (seemsMeant) return;
  const joined = quotedValue(decodeString(text, pieces));
  const message = `Without a comma between them, these strings are one, ${joined}: put a comma between them, or write one string.`;
  report.lintAt('lint-strings-joined', message, { start, end });
}

/** What one string ends with, or the next one begins with, shows that they are parts of something. */
function goesOn(last: string, first: string): boolean {
  return /[\s/|(.,:_"'-]/.test(last) || /[\s/|).,:_"'-]/.test(first);
}
