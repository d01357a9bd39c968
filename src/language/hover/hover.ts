// Hover: what there is to know about what the mouse is on.

import { FINDING_CODES } from '../../config/finding-codes.ts';
import { durationWords } from '../../schedule/schedule-words.ts';
import type {
  BuildbucketTask,
  Duration,
  TriggeringPolicy,
} from '../../schema/generated/messages.ts';
import type { CodeInfo } from '../../text/code-table.ts';
import type { Position, Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';
import { FILE_DIRECTIVES, RANGE_DIRECTIVES } from '../../textproto/format/directives.ts';
import { beginsRange, endsRange } from '../../textproto/format/switched-off.ts';
import { boundMessagesAt } from '../bound-at.ts';
import { builderUrl } from '../builder-url.ts';
import type { ConfigDocument } from '../config-document.ts';
import { type LocalRefs, type LocalRefsOf, repoOf } from '../local-refs.ts';
import { type MessagePlace, type Place, placeAtOffset } from '../place-at-offset.ts';
import { enumValueDoc, fieldDoc } from '../schema-docs.ts';
import { idHover } from './id-hover.ts';
import { policyHover } from './policy-hover.ts';
import { pathPatternHover, refHover } from './regexp-hover.ts';
import { scheduleHover, type TimeView } from './schedule-hover.ts';

export interface Hover {
  /** Nothing in it but code spans is text of the user's. */
  readonly markdown: string;
  readonly range: Range;
}

export interface HoverOptions extends TimeView {
  /** By default, nothing is known of any repository. */
  readonly localRefs?: LocalRefsOf;
  /** Whether the answer has taken too long: what takes time is left out then. By default it has not. */
  readonly isLate?: () => boolean;
}

export function hover(
  document: ConfigDocument,
  position: Position,
  view: HoverOptions,
): Hover | undefined {
  const { part, line, offset } = document.partAt(position);
  const place = placeAtOffset(part.text, offset, part.projectConfig);
  const at: HoverPlace = {
    document,
    text: part.text,
    offset,
    view,
    message: (type) => {
      const messages = boundMessagesAt(part, offset);
      return messages.findLast((message) => message.type.fullName === type)?.value;
    },
  };
  const found = hoverAt(place, at);
  const parts = found?.parts.filter((text) => text !== undefined) ?? [];
  if (!found || parts.length === 0) return undefined;
  return { markdown: parts.join('\n\n---\n\n'), range: part.range(found.span, line) };
}

interface HoverPlace {
  readonly document: ConfigDocument;
  readonly text: string;
  readonly offset: number;
  readonly view: HoverOptions;
  /** The innermost message of that type that the offset is in, as the service reads it. */
  readonly message: (fullName: string) => object | undefined;
}

interface Found {
  readonly span: Span;
  /** Markdown, the most particular first. */
  readonly parts: readonly (string | undefined)[];
}

function hoverAt(place: Place, at: HoverPlace): Found | undefined {
  switch (place.kind) {
    case 'comment':
      return commentHover(place, at);
    case 'name':
      return nameHover(place, at);
    case 'word':
      return wordHover(place, at);
    case 'string':
      return stringHover(place, at);
    case 'other':
      return undefined;
  }
}

function nameHover(
  { word, field }: Extract<Place, { kind: 'name' }>,
  at: HoverPlace,
): Found | undefined {
  if (!field?.type) return undefined;
  const doc = fieldDoc(field.type);
  const { type } = field.type;
  if (type.kind !== 'message') return { span: word, parts: [doc] };
  return { span: word, parts: [messageHover(type.message.fullName, at), doc] };
}

/** What is known of one message beyond the doc of the field that holds it. */
function messageHover(type: string, at: HoverPlace): string | undefined {
  switch (type) {
    case 'scheduler.config.TriggeringPolicy':
      return policyOf(at);
    case 'google.protobuf.Duration':
      return durationOf(at);
    case 'scheduler.config.BuildbucketTask':
      return builderOf(at);
    case 'scheduler.config.Job':
    case 'scheduler.config.Trigger': {
      const { id = '' } = (at.message(type) ?? {}) as { id?: string };
      return id === '' ? undefined : idHover(at.document, id, at.view);
    }
    default:
      return undefined;
  }
}

function policyOf({ message }: HoverPlace): string | undefined {
  const policy = message('scheduler.config.TriggeringPolicy');
  return policy && policyHover(policy as TriggeringPolicy);
}

function durationOf({ message }: HoverPlace): string | undefined {
  const duration = message('google.protobuf.Duration') as Duration | undefined;
  if (!duration) return undefined;
  const ns = duration.seconds * 1_000_000_000n + BigInt(duration.nanos);
  return ns < 0n ? undefined : `That is ${durationWords(ns)}.`;
}

function builderOf({ document, message }: HoverPlace): string | undefined {
  const task = message('scheduler.config.BuildbucketTask') as BuildbucketTask | undefined;
  if (!task) return undefined;
  const { realm = '' } = (message('scheduler.config.Job') ?? {}) as { realm?: string };
  const url = builderUrl(document.project, { ...task, realm });
  return url === undefined ? undefined : `[The builder's page](${url})`;
}

function wordHover(
  { word, field, message }: Extract<Place, { kind: 'word' }>,
  at: HoverPlace,
): Found | undefined {
  const { type } = field;
  if (!type || word.end === word.start) return undefined;
  const text = at.text.slice(word.start, word.end);
  if (type.type.kind === 'enum') {
    const { enum: enumType } = type.type;
    const isPolicy = message.type?.fullName === 'scheduler.config.TriggeringPolicy';
    return {
      span: word,
      parts: [isPolicy ? policyOf(at) : undefined, enumValueDoc(enumType, text)],
    };
  }
  const holder = message.type?.fullName ?? '';
  const own = holder === 'scheduler.config.Job' || holder === 'scheduler.config.Trigger';
  return {
    span: word,
    parts: [
      own ? undefined : messageHover(holder, at),
      millisecondsOf(type.name, text),
      fieldDoc(type),
    ],
  };
}

function millisecondsOf(field: string, text: string): string | undefined {
  const ns = { sleep_ms: 1_000_000n, timeout_sec: 1_000_000_000n }[field];
  if (ns === undefined || !/^[0-9]{1,15}$/.test(text)) return undefined;
  return `That is ${durationWords(BigInt(text) * ns)}.`;
}

function stringHover(
  { value, field, message }: Extract<Place, { kind: 'string' }>,
  at: HoverPlace,
): Found | undefined {
  if (!field?.type) return undefined;
  const found = textHover(field.name, message, value.text, at);
  // Of a value that says something, nobody wants to read what values there are.
  return { span: value, parts: [found ?? fieldDoc(field.type)] };
}

function textHover(
  field: string,
  message: MessagePlace,
  text: string,
  at: HoverPlace,
): string | undefined {
  switch (field) {
    case 'id':
    case 'triggers':
      return text === '' ? undefined : idHover(at.document, text, at.view);
    case 'schedule':
      return text === '' ? undefined : scheduleHover(text, at.view);
    case 'refs':
      return refHover(text, localRefsOf(message, at), at.view.isLate ?? (() => false));
    case 'path_regexps':
    case 'path_regexps_exclude':
      return pathPatternHover(text);
    default:
      return messageHover(message.type?.fullName ?? '', at);
  }
}

function localRefsOf(message: MessagePlace, { view }: HoverPlace): LocalRefs | undefined {
  const repo = repoOf(message);
  return repo === undefined ? undefined : view.localRefs?.(repo);
}

/** The code of a lint that a comment switches off, or a directive of the formatter. */
function commentHover(
  { span }: Extract<Place, { kind: 'comment' }>,
  { document, text, offset }: HoverPlace,
): Found | undefined {
  const comment = text.slice(span.start, span.end);
  if (/^#[ \t]*txtpbfmt[ \t]*:/.test(comment)) return directiveHover(comment, span.start, offset);
  if (!/^#+\s*lint-disable/.test(comment)) return undefined;
  const codes: Readonly<Record<string, CodeInfo>> = {
    ...FINDING_CODES,
    ...document.registry.codes(),
  };
  for (const { 0: code, index } of comment.matchAll(/[^\s,:]+/g)) {
    const start = span.start + index;
    const end = start + code.length;
    if (offset < start || offset > end || !Object.hasOwn(codes, code)) continue;
    const info = codes[code];
    return info && { span: { start, end }, parts: [`**${info.title}**\n\n${info.explanation}`] };
  }
  return undefined;
}

function directiveHover(comment: string, from: number, offset: number): Found | undefined {
  for (const { 0: word, index } of comment.matchAll(/\w+/g)) {
    const start = from + index;
    const end = start + word.length;
    if (offset < start || offset > end) continue;
    const isOfRange = beginsRange(comment) || endsRange(comment);
    const directives = isOfRange ? RANGE_DIRECTIVES : FILE_DIRECTIVES;
    const directive = directives.find(({ name }) => name === word);
    return directive && { span: { start, end }, parts: [directive.meaning] };
  }
  return undefined;
}
