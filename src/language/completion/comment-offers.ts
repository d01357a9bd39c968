// What is offered in comments: the codes of lints behind `lint-disable`, and nothing else.

import { FINDING_CODES } from '../../config/finding-codes.ts';
import { isLint } from '../../text/code-table.ts';
import type { Place } from '../place-at-offset.ts';
import type { CompletionContext } from './completion-context.ts';
import type { Offer } from './offer.ts';

type CommentPlace = Extract<Place, { kind: 'comment' }>;

const LIST = /^#+\s*lint-disable(?:-file)?\s*:/;

export function commentOffers(
  context: CompletionContext,
  { span }: CommentPlace,
): readonly Offer[] {
  const { text, offset } = context;
  const before = text.slice(span.start, offset);
  if (!LIST.test(before)) return [];
  const start = offset - (/[^\s,:]*$/.exec(before)?.[0].length ?? 0);
  const end = offset + (/^[^\s,]*/.exec(text.slice(offset, span.end))?.[0].length ?? 0);
  const range = context.rangeOf({ start, end });
  const listed = new Set(text.slice(span.start, span.end).match(/[^\s,:]+/g));
  const codes = { ...FINDING_CODES, ...context.document.registry.codes() };
  return Object.entries(codes)
    .filter(([code]) => isLint(code) && (!listed.has(code) || code === text.slice(start, end)))
    .map(([code, { title }], rank) => ({
      kind: 'code',
      label: code,
      detail: title,
      rank,
      range,
      insertion: [code],
    }));
}
