// Text whose quotes are missing, one or both of them, or are such of a typesetter.

import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { asString, type Cure, type Explanation } from './mend.ts';
import { restOfLine, startOfLine, type Trouble } from './trouble.ts';

/** Quotes that the text format does not know. */
const FANCY = /[“”„‟«»‹›‘’‚‛`´′″〝〞「」『』＂＇❝❞❛❜]/u;

const QUOTE = /["']/;

/** Nobody leaves more room than this. */
const MAX_BLANKS = 200;

/** Where a text may end at the latest, in order: each is tried. */
const MAX_ENDS = 4;

/** A value without any quote, or without the one that opens it. */
export function explainUnquoted(trouble: Trouble): readonly Explanation[] {
  const { text, error } = trouble;
  const at = error.start;
  if (!isValueOfText(trouble, at)) return [];
  const { end } = restOfLine(text, at);
  const line = text.slice(at, end);
  const found: Explanation[] = [];
  const quote = line.search(QUOTE);
  if (quote > 0) {
    const inner = { start: at, end: at + quote };
    const message = `The opening quote is missing: put it in quotes, as ${quoted(text, inner)}.`;
    found.push({
      start: at,
      end: inner.end + 1,
      message,
      code: 'textproto-missing-quote',
      mends: [asString({ start: at, end: inner.end + 1 }, inner)],
    });
  }
  const fields = [...line.matchAll(FIELD)].filter(([, name = '']) => trouble.isField(name));
  for (const stop of endsOf(
    line,
    fields.map(({ index }) => index),
  )) {
    // With a field in it, and its quotes, it is no text.
    if (fields.length > 0 && QUOTE.test(line.slice(0, stop))) continue;
    const span = { start: at, end: at + stop };
    const message = `Text needs quotes around it: put it in quotes, as ${quoted(text, span)}.`;
    found.push({ ...span, message, code: 'textproto-bad-string', mends: [asString(span, span)] });
  }
  return found;
}

function quoted(text: string, { start, end }: Span): string {
  return code(`"${text.slice(start, end)}"`);
}

/** A value may begin at `at`, and one of text: behind a colon, or in a list. */
function isValueOfText({ text, error, isTextField }: Trouble, at: number): boolean {
  const start = startOfLine(text, at);
  const before = text.slice(start, at);
  // Nor does text without an opening quote begin with one, or with a parenthesis in front of one.
  if (/^(?:[{}<>[\],;:)"']|\(\s*["'])/.test(text.slice(at, at + MAX_BLANKS))) return false;
  const name = /([A-Za-z_]\w*)\s*:\s*$/.exec(before)?.[1];
  if (name !== undefined) return isTextField(name);
  if (error.code === 'textproto-bad-string') return true;
  // What was read as a field is in no list, although commas part fields, too.
  return error.code !== 'textproto-unknown-field' && /[,[]\s*$/.test(before);
}

/** What may be a field behind a text. */
const FIELD = /\s([A-Za-z_]\w*)\s*[:{<](?!\/)/g;

/**
 * Lengths of what at the beginning of a line may be one text: up to the end, or to what goes on behind it.
 * @param likely where it most likely ends, in order
 */
function endsOf(line: string, likely: readonly number[] = []): readonly number[] {
  const whole = line.replace(/\s#.*$/, '').replace(/[\s;,]+$/, '');
  const ends: number[] = [];
  const addAt = (index: number) => {
    const end = whole.slice(0, index).trimEnd().length;
    if (end > 0 && !ends.includes(end)) ends.push(end);
  };
  const add = (pattern: RegExp) => {
    for (const { index } of [...whole.matchAll(pattern)].slice(0, MAX_ENDS)) addAt(index);
  };
  for (const index of likely.slice(0, MAX_ENDS)) addAt(index);
  addAt(whole.length);
  add(/\s*[}\]>]/g);
  add(/[,;]/g);
  add(FIELD);
  add(/\s/g);
  return ends;
}

/** Quotes that look like such, or only one of them does. */
export function explainFancyQuotes({ text, error }: Trouble): readonly Explanation[] {
  const at = error.start;
  const first = text[at] ?? '';
  const isString = QUOTE.test(first);
  if (!FANCY.test(first) && !isString) return [];
  // Elsewhere such a mark is as stray as any other.
  if (!isString && !/[:=,[]\s*$/.test(text.slice(startOfLine(text, at), at))) return [];
  const { end } = restOfLine(text, at);
  const isCloser = (mark: string) => FANCY.test(mark) || (!isString && QUOTE.test(mark));
  const found: Explanation[] = [];
  for (let i = at + 1; i < end && found.length < MAX_ENDS; i++) {
    const last = text[i] ?? '';
    if (!isCloser(last)) continue;
    const inner = { start: at + 1, end: i };
    const span = { start: at, end: i + 1 };
    const message = `${quotesNamed(first, last)}: write straight ones, \`"\`.`;
    found.push({ ...span, message, mends: [asString(span, inner)], better: true });
  }
  return found;
}

function quotesNamed(first: string, last: string): string {
  const shown = [first, last].filter((quote) => FANCY.test(quote));
  const marks = [...new Set(shown)]
    .map((mark) => `\`${mark}\``.replace('```', '`` ` ``'))
    .join(' ');
  if (shown.every((mark) => mark === '`' || mark === '´'))
    return `Backticks are no quotes (${marks})`;
  return `Curly quotes are no quotes here (${marks})`;
}

/** `id: "a noop {} }`: a string that nothing closes in its line, but that seems to end before other things in it. */
export function explainUnclosed({ text, error }: Trouble): readonly Explanation[] {
  const { start, code: found } = error;
  const quote = text[start] ?? '';
  if (found !== 'textproto-unmatched-quote' || !QUOTE.test(quote)) return [];
  const content = text.slice(start + 1, restOfLine(text, start).end);
  if (content.includes(quote)) return [];
  // What reads like the text format is it, rather than a part of the string.
  const ends = endsOf(content).toSorted((a, b) => a - b);
  return ends.map((length): Explanation => {
    const span = { start, end: start + 1 + length };
    const message = notClosed(quote);
    return { ...span, message, mends: [asString(span, { start: start + 1, end: span.end })] };
  });
}

function notClosed(quote: string): string {
  return `This string is not closed: add ${code(quote)} behind it.`;
}

/** A string with a quote too many, or without its closing quote, so that the next one closes it. */
export function explainStrayQuote({ text, error }: Trouble): readonly Explanation[] {
  const { start, end } = {
    start: startOfLine(text, error.start),
    end: restOfLine(text, error.start).end,
  };
  const strings = stringsIn(text, start, end);
  const broken = strings.find(
    (string) =>
      string.start === error.start ||
      (string.end <= error.start && !/\s/.test(text.slice(string.end, error.start))),
  );
  if (!broken) return [];
  return [...unclosedIn(text, broken), ...surplusIn(text, broken, end)];
}

/** `"a, "b"` or `"a realm: "b"`: the string ended where its text looks like the text format again. */
function unclosedIn(text: string, { start, end }: Span): readonly Explanation[] {
  const quote = text[start] ?? '"';
  const content = text.slice(start + 1, end - 1);
  const rest = /\s*(?:,|[\s;,}\]>]*[A-Za-z_]\w*\s*:|\s*[\s\]}>{]+)[\s[]*$/.exec(content);
  if (!rest || rest.index === 0 || text[end - 1] !== quote) return [];
  const span = { start, end: start + 1 + rest.index };
  const message = notClosed(quote);
  const inner = { start: start + 1, end: span.end };
  return [{ ...span, message, code: 'textproto-unmatched-quote', mends: [asString(span, inner)] }];
}

/** `""a"`, `"a"b"` or `"a""`: all of it is one string with a quote too many. */
function surplusIn(text: string, { start, end }: Span, limit: number): readonly Explanation[] {
  const quote = text[start] ?? '"';
  const found: Explanation[] = [];
  const from = end - start === 2 ? start + 2 : start + 1;
  for (let i = end; i < limit && found.length < MAX_ENDS; i++) {
    if (text[i] !== quote) continue;
    const span = { start, end: i + 1 };
    const message = `There is a quote too many in this string: remove it, or write \`\\${quote}\` for a quote in the text.`;
    found.push({
      ...span,
      message,
      code: 'textproto-unmatched-quote',
      mends: [asString(span, { start: from, end: i })],
    });
  }
  return found;
}

/** The strings between two offsets; the last one may not be closed. */
function stringsIn(text: string, from: number, to: number): readonly Span[] {
  const strings: Span[] = [];
  for (let i = from; i < to; i++) {
    const quote = text[i] ?? '';
    if (quote === '#') break;
    if (!QUOTE.test(quote)) continue;
    const start = i++;
    while (i < to && text[i] !== quote) i += text[i] === '\\' ? 2 : 1;
    strings.push({ start, end: Math.min(i + 1, to) });
  }
  return strings;
}

/** A string that goes on in the next lines. */
export function explainStringOverLines({ text, error }: Trouble): readonly Explanation[] {
  const { start, code: found } = error;
  const quote = text[start] ?? '';
  if (found !== 'textproto-unmatched-quote' || !QUOTE.test(quote)) return [];
  const explanations: Explanation[] = [];
  let { end } = restOfLine(text, start);
  const line = { start, end };
  for (let n = 0; n < MAX_ENDS && end < text.length; n++) {
    const next = restOfLine(text, end + 1);
    const at = text.slice(end, next.end).indexOf(quote);
    end = next.end;
    if (at < 0) continue;
    const close = next.start - 1 + at;
    const message =
      'A string ends in the line that it begins in: close it here, and open another one in the next line.';
    const whole = { start, end: close + 1 };
    const cure = closedInEachLine(text, whole, quote);
    const mends = [asString(whole, { start: start + 1, end: close })];
    explanations.push({ ...line, message, mends, cure });
    break;
  }
  return explanations;
}

function closedInEachLine(text: string, { start, end }: Span, quote: string): Cure {
  const breaks = [...text.slice(start, end).matchAll(/\r?\n[ \t]*/g)];
  const replacements = breaks.map(({ index, 0: found }) => ({
    start: start + index,
    end: start + index + found.length,
    by: quote + found + quote,
  }));
  return { title: 'Close the string at the end of the line, and go on in the next', replacements };
}
