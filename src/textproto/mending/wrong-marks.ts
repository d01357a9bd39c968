// Marks of other languages in place of a colon, a brace or a bracket, and such marks too many.

import { code } from '../../text/wording.ts';
import { asCharacter, blank, type Explanation, type Mend } from './mend.ts';
import { startOfLine, type Trouble } from './trouble.ts';

const OPENERS = '{<[(';
const CLOSERS = '}>])';

/** Further away than this, nothing tells that two brackets belong together. */
const MAX_PAIR = 5000;

export function explainWrongMark(trouble: Trouble): readonly Explanation[] {
  const { text, error } = trouble;
  const at = error.start;
  const mark = text[at] ?? '';
  const found: Explanation[] = [...forColon(trouble)];
  if (mark === '') return found;
  if (OPENERS.includes(mark)) found.push(...forOpener(text, at));
  if (CLOSERS.includes(mark)) found.push(...forCloser(text, at));
  if (mark === ',' || mark === ';') {
    const span = { start: at, end: at + 1 };
    const message = `There is nothing before this ${code(mark)}: remove it.`;
    found.push({ ...span, message, mends: [blank(text, span)] });
  }
  const before = markBefore(text, at);
  if (before >= 0) found.push(...forOpener(text, before));
  return found;
}

/** The offset of a bracket with nothing but blanks and line ends between it and `at`, or -1. */
function markBefore(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - MAX_BLANKS), at).trimEnd();
  return /[[(]$/.test(before) ? Math.max(0, at - MAX_BLANKS) + before.length - 1 : -1;
}

const MAX_BLANKS = 200;

/** `id = "a"`, `id => "a"`, `id; "a"`, `id - "a"` */
function forColon({ text, error }: Trouble): readonly Explanation[] {
  const start = startOfLine(text, error.start);
  const before = /[A-Za-z_]\w*[ \t]*:?[ \t]*$/.exec(text.slice(start, error.start))?.[0];
  const mark = /^(?::?=>?|[-~]>?|[;,|@]|::?)/.exec(text.slice(error.start, error.start + 3))?.[0];
  if (before === undefined || mark === undefined) return [];
  const span = { start: error.start, end: error.start + mark.length };
  const hasColon = before.includes(':');
  const mends: Mend[] = [blank(text, span)];
  if (!hasColon) mends.splice(0, 1, { kind: 'replaced', ...span, by: ':'.padEnd(mark.length) });
  const message = hasColon
    ? `${code(mark)} is not allowed before a value: remove it.`
    : `A field's name is followed by \`:\`, not by ${code(mark)}.`;
  return [{ ...span, message, mends }];
}

function forOpener(text: string, at: number): readonly Explanation[] {
  const mark = text[at] ?? '';
  const found: Explanation[] = [];
  const span = { start: at, end: at + 1 };
  for (const other of '{[<') {
    if (other === mark) continue;
    const message = `${code(other)} is expected here, not ${code(mark)}.`;
    found.push({ ...span, message, mends: [asCharacter(at, other)] });
    const close = closerOf(text, at);
    if (close >= 0) {
      const both = [
        asCharacter(at, other),
        asCharacter(close, CLOSERS[OPENERS.indexOf(other)] ?? ''),
      ];
      found.push({ ...span, message, mends: both });
    }
  }
  const surplus = `This ${code(mark)} is one too many: remove it.`;
  found.push({
    ...span,
    message: surplus,
    code: 'textproto-surplus-brace',
    mends: [blank(text, span)],
  });
  const close = closerOf(text, at);
  if (close >= 0) {
    const closer = { start: close, end: close + 1 };
    const message = `There are no ${code(mark)} and ${code(text[close] ?? '')} around this value: remove them.`;
    found.push({ ...span, message, mends: [blank(text, span), blank(text, closer)] });
  }
  return found;
}

function forCloser(text: string, at: number): readonly Explanation[] {
  const mark = text[at] ?? '';
  return [...'}>]']
    .filter((other) => other !== mark)
    .map((other) => ({
      start: at,
      end: at + 1,
      message: `${code(other)} is expected here, not ${code(mark)}.`,
      mends: [asCharacter(at, other)],
    }));
}

/** The offset of the bracket that closes the one at `at`, or -1. Other kinds, strings and comments are not looked at. */
function closerOf(text: string, at: number): number {
  const open = text[at] ?? '';
  const close = CLOSERS[OPENERS.indexOf(open)] ?? '';
  let depth = 0;
  for (let i = at; i < Math.min(text.length, at + MAX_PAIR); i++) {
    if (text[i] === open) depth++;
    if (text[i] === close && --depth === 0) return i;
  }
  return -1;
}

/** Several values without brackets around them, in one line or in several. */
export function explainBareList({ text, error }: Trouble): readonly Explanation[] {
  const from = Math.max(0, error.start - MAX_LIST);
  const before = VALUES_BEFORE.exec(text.slice(from, error.start));
  if (!before) return [];
  const rest = text.slice(error.start, error.start + MAX_LIST);
  const more = (MORE_VALUES.exec(rest)?.[0] ?? '').trimEnd();
  // What a colon follows is a name in quotes.
  if (more === '' || /^\s*:/.test(rest.slice(more.length))) return [];
  const start = from + before.index;
  const firstEnd = start + (FIRST_VALUE.exec(before[0])?.[0].length ?? 0);
  const end = error.start + more.length;
  const message = 'Several values of one field need brackets: `[…]`.';
  const mends = [blank(text, { start: firstEnd, end })];
  const last = text.charAt(end - 1);
  const replacements = [
    { start, end: start, by: '[' },
    ...(last === ']' ? [] : [{ start: last === ',' ? end - 1 : end, end, by: ']' }]),
  ];
  const cure = { title: 'Put brackets around the values', replacements };
  return [{ start, end, message, code: 'textproto-list-separator', mends, better: true, cure }];
}

/** Nobody writes a longer list by one mistake. */
const MAX_LIST = 4000;

const FIRST_VALUE = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/;
/** Behind a name and its colon. */
const VALUES_BEFORE =
  /(?<=[A-Za-z_]\w*\s*:\s*)(?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*,\s*)+$/;
const MORE_VALUES = /^(?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(?:\s*,)?\s*)*\]?/;
