// Facts of entries that nobody has read from a text.

import type { EntryFacts } from '../../../../src/config/message/entry-facts.ts';

const NOWHERE = { start: 0, end: 0 };

/**
 * Of an entry with a noop task that stands nowhere, but for what a test says of it.
 * @param more facts of it; `triggers` are the ids of its targets
 */
export function factsOf(
  kind: EntryFacts['kind'],
  id: string,
  { triggers = [], ...more }: Partial<EntryFacts> & { readonly triggers?: readonly string[] } = {},
): EntryFacts {
  return {
    kind,
    id,
    path: [kind, id],
    idSpan: NOWHERE,
    span: NOWHERE,
    schedule: '',
    scheduleSpan: NOWHERE,
    disabled: false,
    triggeredByOthers: false,
    aclSets: [],
    taskField: 'noop',
    targets: triggers.map((target) => ({ id: target, span: NOWHERE })),
    readable: true,
    sameness: undefined,
    samenessSpan: NOWHERE,
    ...more,
  };
}
