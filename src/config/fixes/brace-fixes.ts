// Fixes of braces: one that is missing, one too many, one of the wrong kind.

import { code } from '../../text/wording.ts';
import { removeField } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import type { FixFamily, FixRequest } from './fix-request.ts';

/** The opener behind the name, or the closer wherever it leaves no error. */
export const fixMissingBrace: FixFamily = (request) => {
  const { source, span } = request;
  const found = source.slice(span);
  if (found !== '{' && found !== '<') {
    const at = span.end;
    return ['{', '<', '{}'].map((opener) => ({
      title: `Add ${code(opener)}`,
      edits: [{ start: at, end: at, newText: ` ${opener}` }],
    }));
  }
  const closer = found === '{' ? '}' : '>';
  return placesForCloser(request).map((edit) => ({
    title: `Add ${code(closer)}`,
    edits: [{ ...edit, newText: edit.newText.replace('}', closer) }],
  }));
};

/** Not more lines than anybody would look at; each is a trial. */
const MAX_PLACES = 12;

/** Before lines that are less indented than what is in the message, and at the end. */
function placesForCloser({ source, span }: FixRequest): FixCandidate['edits'] {
  const { text } = source;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const openerLine = text.lastIndexOf('\n', span.start) + 1;
  const indent = /^[ \t]*/.exec(text.slice(openerLine))?.[0] ?? '';
  const places: FixCandidate['edits'][number][] = [];
  const firstEnd = text.indexOf('\n', span.start);
  // In the line of the opener, behind what is in it, or before the closers at its end.
  const line = text.slice(span.start, firstEnd < 0 ? text.length : firstEnd);
  const bare = line.replace(/#[^"']*$/, '').trimEnd();
  if (bare.length > 1) {
    const closers = /(?:\s*[}>])*$/.exec(bare)?.[0] ?? '';
    const at = span.start + bare.length - closers.length;
    places.push({ start: at, end: at, newText: ' }' });
    if (closers !== '') {
      const end = span.start + bare.length;
      places.push({ start: end, end, newText: ' }' });
    }
  }
  let afterContent = -1;
  for (let lf = firstEnd; lf >= 0 && lf + 1 < text.length && places.length < MAX_PLACES; ) {
    const start = lf + 1;
    lf = text.indexOf('\n', start);
    const content = text.slice(start, lf < 0 ? text.length : lf);
    if (content.trim() === '' || /^\s*#/.test(content)) continue;
    const own = /^[ \t]*/.exec(content)?.[0].length ?? 0;
    if (own <= indent.length) {
      const at = afterContent >= 0 ? afterContent : start;
      places.push({ start: at, end: at, newText: `${indent}}${lineEnd}` });
      if (places.length > 3) break;
    }
    afterContent = lf < 0 ? text.length : lf + 1;
  }
  const end = text.trimEnd().length;
  const last = Math.max(end, span.end);
  const isComment = /#[^\n]*$/.test(text.slice(text.lastIndexOf('\n', last - 1) + 1, last));
  const inLine = firstEnd < 0 && !isComment;
  places.push({ start: last, end: last, newText: inLine ? ' }' : `${lineEnd}${indent}}` });
  return places;
}

export const fixSurplusBrace: FixFamily = ({ source, span }) => [
  { title: `Remove this ${code(source.slice(span))}`, edits: [removeField(source.text, span)] },
];

export const fixMismatchedBrace: FixFamily = ({ source, span }) => {
  const found = source.slice(span);
  return ['}', '>', ']']
    .filter((closer) => closer !== found)
    .map((closer) => ({
      title: `Change ${code(found)} to ${code(closer)}`,
      edits: [{ ...span, newText: closer }],
    }));
};
