// What is offered inside of a string, by the field that it is a value of.

import type { FieldType } from '../../schema/schema.ts';
import { decodeString } from '../../textproto/string-literal.ts';
import { entryOf, type MessagePlace, type Place, valuesOfField } from '../place-at-offset.ts';
import { seenValues } from '../seen-values.ts';
import { escapedText } from '../string-text.ts';
import type { CompletionContext } from './completion-context.ts';
import { fitting } from './fitting.ts';
import type { Offer } from './offer.ts';
import { refTexts } from './ref-texts.ts';
import { scheduleTexts } from './schedule-texts.ts';
import type { TextOffer } from './text-offer.ts';

/** A cursor in quotes, or where a string may stand and has no quotes yet. */
type StringPlace = Extract<Place, { kind: 'string' | 'word' }>;

/** Texts for the value of the field; none if it is not one of text. */
export function stringOffers(context: CompletionContext, place: StringPlace): readonly Offer[] {
  const { field, message } = place;
  if (!field?.type || !isText(field.type) || isPieceOfMore(context, place)) return [];
  const frame = frameOf(context, place);
  const found = textsOf(context, field.type, message, frame);
  // Without quotes there is no value yet that a piece could be replaced of.
  const texts = place.kind === 'word' ? found.filter(({ from }) => from === undefined) : found;
  return texts.map(({ text, insertion = [text], from = 0, to, ...texted }, i): Offer => {
    // What is left of the value around what is replaced stays there.
    const range = context.rangeOf({
      start: frame.start + from,
      end: to === undefined ? frame.end : Math.min(frame.start + to, frame.end),
    });
    return {
      kind: texted.kind ?? 'text',
      label: text,
      ...(frame.escaped(text) !== text && { filter: frame.escaped(text) }),
      ...(texted.detail !== undefined && { detail: texted.detail }),
      rank: texted.rank ?? i,
      range,
      insertion: [
        frame.open,
        ...insertion.map((piece) => (typeof piece === 'string' ? frame.escaped(piece) : piece)),
        frame.close,
      ],
      ...(texted.goesOn && { goesOn: true }),
      ...(texted.id !== undefined && { doc: { id: texted.id } }),
    };
  });
}

/** What is offered is a whole value: joined with other pieces that are not empty, it would be another one. */
function isPieceOfMore({ text }: CompletionContext, place: StringPlace): boolean {
  if (place.kind === 'word') return false;
  const { piece, closed, value } = place;
  if (value.start === piece.start && value.end === piece.end) return false;
  const own = closed ? piece : { start: piece.start, end: piece.end + 1 };
  return value.text !== decodeString(text, [own]);
}

/** Where in the source the value stands, and how text gets into it. */
interface Frame {
  /** Offsets of what is inside of the quotes, or stands in their place. */
  readonly start: number;
  readonly end: number;
  /** What is inside before the cursor. */
  readonly before: string;
  /** What is inside behind it, as far as it is in the same quotes. */
  readonly after: string;
  readonly open: string;
  readonly close: string;
  escaped(text: string): string;
}

function frameOf({ text, offset }: CompletionContext, place: StringPlace): Frame {
  if (place.kind === 'word') {
    const { start, end } = place.word;
    // A word that is to become a string is replaced as a whole: of what is in it, nothing else is kept.
    const before = text.slice(start, offset);
    const after = text.slice(offset, end);
    const escaped = (inserted: string) => escapedText(inserted, '"');
    return { start, end, before, after, open: '"', close: '"', escaped };
  }
  const { piece, closed } = place;
  const start = piece.start + 1;
  const quote = text.charAt(piece.start);
  const rest = text.slice(offset, piece.end);
  const isLast = !closed && /^\s*$/.test(rest);
  const end = closed ? piece.end - 1 : isLast ? piece.end : offset;
  return {
    start,
    end,
    before: text.slice(start, offset),
    after: text.slice(offset, end),
    open: '',
    close: isLast ? quote : '',
    escaped: (inserted) => escapedText(inserted, quote),
  };
}

function textsOf(
  context: CompletionContext,
  { name }: FieldType,
  message: MessagePlace,
  frame: Frame,
): readonly TextOffer[] {
  const { before } = frame;
  const seen = (field: string) => seenTexts(context, field, message, before);
  switch (name) {
    case 'triggers':
      return idTexts(context, message, frame);
    case 'schedule':
      return scheduleTexts(context, before, kindOf(message));
    case 'realm':
      return [
        ...seen('realm'),
        { text: '@legacy', detail: 'the default', rank: 500 },
        { text: '@root', detail: 'the realm of the project itself', rank: 501 },
        { text: '@project', rank: 502 },
      ];
    case 'acl_sets':
      return aclSetTexts(context, message, frame);
    case 'refs':
      return refTexts(context, message, frame, seen('refs'));
    case 'repo':
      return [
        ...seen('repo'),
        { text: 'https://chromium.googlesource.com/', goesOn: true, rank: 500 },
        { text: 'https://', goesOn: true, rank: 501 },
      ];
    case 'url':
      return [
        ...seen('url'),
        { text: 'https://', goesOn: true, rank: 500 },
        { text: 'http://', goesOn: true, rank: 501 },
      ];
    case 'server': {
      const usual = { text: 'cr-buildbucket.appspot.com', detail: 'the Buildbucket of LUCI' };
      return [usual, ...seen('server').filter(({ text }) => text !== usual.text)];
    }
    case 'method':
      return [{ text: 'GET', detail: 'the only one that the service knows' }];
    case 'builder':
      return [...ownId(message), ...seen('builder')];
    case 'properties':
    case 'tags':
      return keyTexts(context, name, message, before);
    case 'path_regexps':
      return [{ text: '.+', detail: 'every path' }, ...seen(name)];
    case 'bucket':
    case 'path_regexps_exclude':
    case 'granted_to':
      return seen(name);
    default:
      return [];
  }
}

/** Ids of the file that are not there yet, nor the entry's own. */
function idTexts(
  { document }: CompletionContext,
  message: MessagePlace,
  frame: Frame,
): readonly TextOffer[] {
  const taken = new Set(otherValues(message, 'triggers', frame));
  for (const { text } of ownId(message)) taken.add(text);
  const ids = document.ids().filter((id) => !taken.has(id));
  return fitting(ids, frame.before).map((text) => ({ text, kind: 'id', id: text }));
}

/** Those that the cursor is not in. */
function otherValues(message: MessagePlace, field: string, frame: Frame): readonly string[] {
  return valuesOfField(message, field)
    .filter(({ start, end }) => frame.start < start || end < frame.start)
    .map(({ text }) => text);
}

function aclSetTexts(
  context: CompletionContext,
  message: MessagePlace,
  frame: Frame,
): readonly TextOffer[] {
  const taken = new Set(otherValues(message, 'acl_sets', frame));
  const names = new Set([
    ...seenValues(context.document, 'name'),
    ...seenValues(context.document, 'acl_sets'),
  ]);
  return fitting(
    [...names].filter((name) => !taken.has(name)),
    frame.before,
  ).map((text) => ({ text }));
}

function seenTexts(
  { document }: CompletionContext,
  field: string,
  message: MessagePlace,
  before: string,
): readonly TextOffer[] {
  const here = new Set(valuesOfField(message, field).map(({ text }) => text));
  const values = seenValues(document, field).filter((value) => !here.has(value));
  return fitting(values, before).map((text) => ({ text }));
}

/** Keys, each with its colon: what stands behind that goes on standing there. */
function keyTexts(
  { document }: CompletionContext,
  field: string,
  message: MessagePlace,
  before: string,
): readonly TextOffer[] {
  const colon = before.indexOf(':');
  if (colon >= 0) return [];
  const here = new Set(valuesOfField(message, field).map(({ text }) => text));
  const keys = new Set<string>();
  for (const value of seenValues(document, field)) {
    const end = value.indexOf(':');
    if (end > 0 && !here.has(value)) keys.add(value.slice(0, end + 1));
  }
  const current = [...here].find((value) => value.startsWith(before) && value.includes(':'));
  const to = current === undefined ? undefined : current.indexOf(':') + 1;
  return fitting([...keys], before).map((text) => ({ text, ...(to !== undefined && { to }) }));
}

function ownId(message: MessagePlace): readonly TextOffer[] {
  const entry = entryOf(message);
  const [id] = entry ? valuesOfField(entry, 'id') : [];
  return id && id.text !== '' ? [{ text: id.text, detail: 'as the id' }] : [];
}

function kindOf(message: MessagePlace): 'job' | 'trigger' {
  return message.holder?.field.name === 'trigger' ? 'trigger' : 'job';
}

function isText({ type }: FieldType): boolean {
  return type.kind === 'scalar' && type.scalar === 'string';
}
