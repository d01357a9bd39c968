// The sets of old access rules in a part, for outlines and searches.

import type { AclSet } from '../../schema/generated/messages.ts';
import type { Span } from '../../text/span.ts';
import { type BoundMessage, fieldsNamed, firstValue } from './bound-message.ts';

export interface AclSetFacts {
  /** '' if it has none. */
  readonly name: string;
  /** The name's value; the keyword if there is no name. */
  readonly nameSpan: Span;
  /** From the keyword to the closer; in a list, from the opener. */
  readonly span: Span;
  /** How many rules it has. */
  readonly rules: number;
}

/** In the order of the text. Keeps nothing of the tree. */
export function aclSetsIn(root: BoundMessage): readonly AclSetFacts[] {
  const fields = fieldsNamed(root, 'acl_sets');
  if (fields.length === 0) return NONE;
  return fields.flatMap(({ node, values }) =>
    values.flatMap(({ message, node: value }) => {
      if (!message) return [];
      const { name, acls } = message.value as AclSet;
      const named = firstValue(message, 'name')?.node ?? message.name;
      const start = values.length === 1 ? node.start : value.start;
      return [
        {
          name,
          nameSpan: { start: named.start, end: named.end },
          span: { start, end: values.length === 1 ? node.value.end : value.end },
          rules: acls.length,
        },
      ];
    }),
  );
}

const NONE: readonly [] = [];
