// What is offered in comments: words that mean something to us there, and what may stand behind them. In prose, nothing.

import { FINDING_CODES } from '../../config/finding-codes.ts';
import { isLint } from '../../text/code-table.ts';
import type { Span } from '../../text/span.ts';
import {
  type Directive,
  FILE_DIRECTIVES,
  RANGE_DIRECTIVES,
} from '../../textproto/format/directives.ts';
import type { Place } from '../place-at-offset.ts';
import type { CompletionContext } from './completion-context.ts';
import type { Offer } from './offer.ts';

type CommentPlace = Extract<Place, { kind: 'comment' }>;

const CODES = /^#+\s*lint-disable(?:-file)?\s*:/;
const DIRECTIVES = /^#[ \t]*txtpbfmt[ \t]*:/;

/** Fewer letters than these begin a sentence as well as one of our words. */
const MIN_LETTERS = 3;

export function commentOffers(
  context: CompletionContext,
  { span }: CommentPlace,
): readonly Offer[] {
  const before = context.text.slice(span.start, context.offset);
  if (CODES.test(before)) return codeOffers(context, span);
  if (DIRECTIVES.test(before)) return directiveOffers(context, span);
  return wordOffers(context, span);
}

function codeOffers(context: CompletionContext, span: Span): readonly Offer[] {
  const item = itemAt(context, span);
  const codes = { ...FINDING_CODES, ...context.document.registry.codes() };
  return Object.entries(codes)
    .filter(([code]) => isLint(code) && !item.others.has(code))
    .map(([code, { title }], rank) => ({
      kind: 'code',
      label: code,
      detail: title,
      rank,
      range: item.range,
      insertion: [code],
    }));
}

/** Names of directives, where they count. */
function directiveOffers(context: CompletionContext, span: Span): readonly Offer[] {
  const item = itemAt(context, span);
  // These have a single spelling (format.md 3.3).
  const gap = { '# txtpbfmt: ': '', '# txtpbfmt:': ' ' }[item.before];
  const mayBegin = gap !== undefined && item.others.size === 0 && mayBeginRange(context, span);
  const directives = [
    ...(isInHeader(context, span) ? FILE_DIRECTIVES : []),
    ...(mayBegin ? RANGE_DIRECTIVES : []),
  ];
  return directives
    .filter(({ name, value }) => value !== undefined || !item.others.has(name))
    .map(({ name, value, meaning }, rank): Offer => {
      const valued = value === undefined ? [] : ['=', { stop: 1, text: value }];
      return {
        kind: 'code',
        label: name,
        detail: meaning,
        rank,
        range: item.range,
        insertion: [mayBegin ? gap : '', name, ...valued],
      };
    });
}

/** The item of a list behind a colon that the cursor is in, what stands before it, and the others. */
function itemAt(context: CompletionContext, span: Span) {
  const { text, offset } = context;
  const before = text.slice(span.start, offset);
  const start = offset - (/[^\s,:]*$/.exec(before)?.[0].length ?? 0);
  const end = offset + (/^[^\s,]*/.exec(text.slice(offset, span.end))?.[0].length ?? 0);
  const list = text.slice(span.start + before.indexOf(':') + 1, start) + text.slice(end, span.end);
  return {
    before: text.slice(span.start, start),
    range: context.rangeOf({ start, end }),
    others: new Set(list.match(/[^\s,]+/g)),
  };
}

/** The words themselves, where the comment has nothing else: at its start, or when one of them has been begun. */
function wordOffers(context: CompletionContext, span: Span): readonly Offer[] {
  const { text, offset } = context;
  const { mark = '', word } =
    /^(?<mark>#+[ \t]*)(?<word>[\w-]*)$/.exec(text.slice(span.start, offset))?.groups ?? {};
  const rest = text.slice(offset, span.end);
  if (word === undefined || !/^[\w-]*\s*$/.test(rest)) return [];
  const isAsked = word === '' ? rest.trim() === '' : word.length >= MIN_LETTERS;
  if (!isAsked) return [];
  const isDirective = mark.startsWith('##') ? false : isOwnLine(text, span.start);
  const words: readonly Pick<Offer, 'label' | 'detail' | 'insertion' | 'goesOn'>[] = [
    {
      label: 'lint-disable',
      detail: 'switches lints off for this job or trigger, or the next one',
      insertion: ['lint-disable: '],
      goesOn: true,
    },
    {
      label: 'lint-disable-file',
      detail: 'switches lints off for the whole file',
      insertion: ['lint-disable-file: '],
      goesOn: true,
    },
    ...(isDirective && isInHeader(context, span)
      ? [
          {
            label: 'txtpbfmt',
            detail: 'says how the file is formatted',
            insertion: ['txtpbfmt: '],
            goesOn: true,
          },
        ]
      : []),
    ...(isDirective && /^# ?$/.test(mark) && mayBeginRange(context, span)
      ? RANGE_DIRECTIVES.map(({ name, meaning }: Directive) => ({
          label: `txtpbfmt: ${name}`,
          detail: meaning,
          insertion: [`txtpbfmt: ${name}`],
        }))
      : []),
  ];
  const end = offset + (/^[\w-]*/.exec(rest)?.[0].length ?? 0);
  const range = context.rangeOf({ start: offset - word.length, end });
  // Without a blank behind its mark a comment is a comment all the same, but nobody writes it so.
  const gap = mark.endsWith('#') ? ' ' : '';
  return words
    .filter(({ label }) => label.startsWith(word.toLowerCase()))
    .map((offer, rank): Offer => {
      const insertion = gap === '' ? offer.insertion : [gap, ...offer.insertion];
      return { kind: 'code', ...offer, rank, range, insertion };
    });
}

/** Only blank lines and comments stand above: there, directives are about the file (format.md 3.1). */
function isInHeader(context: CompletionContext, { start }: Span): boolean {
  const isFirst = context.rangeOf({ start: 0, end: 0 }).start.line === 0;
  return (
    isFirst &&
    context.text
      .slice(0, start)
      .split('\n')
      .every((line) => /^[ \t\r\ufeff]*(?:#.*)?$/.test(line))
  );
}

/** In a line of its own that is not right below another comment (format.md 3.3). */
function mayBeginRange({ text }: CompletionContext, { start }: Span): boolean {
  if (!isOwnLine(text, start)) return false;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBefore = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  return lineStart === 0 || !/^\s*#/.test(lineBefore);
}

function isOwnLine(text: string, start: number): boolean {
  return /^[ \t\ufeff]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}
