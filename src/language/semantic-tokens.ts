// Semantic tokens: what the colours of words cannot tell without the schema and the other entries.

import type { ConfigPart } from '../config/document/config-part.ts';
import type { BoundField, BoundMessage, BoundValue } from '../config/message/bound-message.ts';
import { readPart } from '../config/message/read-part.ts';
import { lineStarts, positionAt } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import type { Span } from '../text/span.ts';
import { decodeString } from '../textproto/string-literal.ts';
import type { ConfigDocument } from './config-document.ts';
import { perPart } from './per-part.ts';
import { schedulePieces } from './schedule-pieces.ts';

/** In the order of their numbers in the answers. */
export const TOKEN_TYPES = [
  'property',
  'enumMember',
  'function',
  'regexp',
  'keyword',
  'number',
  'operator',
] as const;

type TokenType = (typeof TOKEN_TYPES)[number];

/** The same; each is a bit, the first one 1. `unknown` is ours: an id that nothing in the file has. */
export const TOKEN_MODIFIERS = ['declaration', 'deprecated', 'unknown'] as const;

const DECLARATION = 1;
const DEPRECATED = 2;
const UNKNOWN = 4;

/** The tokens of one part, in LSP's numbers: five for each, the place relative to the token before. */
export interface TokenChunk {
  /** The first token's line counts from the start of the part. Never changed: the same list is the same tokens. */
  readonly data: readonly number[];
  /** Of the first and the last token, in the document. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The chunks of the parts that have tokens, from top to bottom. Those that an edit did not touch are the same lists. */
export function tokenChunks(document: ConfigDocument, range?: Range): readonly TokenChunk[] {
  const chunks: TokenChunk[] = [];
  for (const { part, line } of document.parts()) {
    if (range && (line > range.end.line || line + part.lines < range.start.line)) continue;
    const found = tokensIn(part);
    if (found.data.length === 0 || (range && line + found.lastLine < range.start.line)) continue;
    const data = found.targets.length === 0 ? found.data : found.with(unknownIds(document, found));
    chunks.push({ data, firstLine: line + found.firstLine, lastLine: line + found.lastLine });
  }
  return chunks;
}

/** All of them as one list. @param chunks from the top of the document, or as if they were */
export function tokenData(chunks: readonly TokenChunk[]): number[] {
  const data: number[] = [];
  let line = 0;
  for (const chunk of chunks) {
    const at = data.length;
    for (const number of chunk.data) data.push(number);
    data[at] = chunk.firstLine - line;
    line = chunk.lastLine;
  }
  return data;
}

export interface TokenEdit {
  /** In numbers, not tokens. */
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

/** What makes the list of `after` of that of `before`; undefined if they are the same. */
export function tokenEdit(
  before: readonly TokenChunk[],
  after: readonly TokenChunk[],
): TokenEdit | undefined {
  const isSame = (i: number, j: number) => {
    const [a, b] = [before[i], after[j]];
    if (a?.data !== b?.data) return false;
    // The first number tells how far it is from the chunk before.
    return gapAt(before, i) === gapAt(after, j);
  };
  const limit = Math.min(before.length, after.length);
  let head = 0;
  while (head < limit && isSame(head, head)) head++;
  let tail = 0;
  while (tail < limit - head && isSame(before.length - 1 - tail, after.length - 1 - tail)) tail++;
  if (head === before.length && head === after.length) return undefined;
  const removed = before.slice(head, before.length - tail);
  const added = after.slice(head, after.length - tail);
  const data = tokenData(added);
  if (data.length > 0) data[0] = gapAt(after, head);
  return { start: sizeOf(before.slice(0, head)), deleteCount: sizeOf(removed), data };
}

function gapAt(chunks: readonly TokenChunk[], index: number): number {
  return (chunks[index]?.firstLine ?? 0) - (chunks[index - 1]?.lastLine ?? 0);
}

function sizeOf(chunks: readonly TokenChunk[]): number {
  let size = 0;
  for (const { data } of chunks) size += data.length;
  return size;
}

function unknownIds(document: ConfigDocument, { targets }: PartTokens): readonly number[] {
  return targets.flatMap(({ id, at }) => (document.has(id) ? [] : [at]));
}

interface Target {
  readonly id: string;
  /** Where its modifiers are in the data. */
  readonly at: number;
}

class PartTokens {
  readonly data: readonly number[];
  readonly firstLine: number;
  readonly lastLine: number;
  readonly targets: readonly Target[];
  #unknown: readonly number[] = [];
  #marked: readonly number[];

  constructor(tokens: readonly Token[], text: string) {
    const starts = lineStarts(text);
    const data: number[] = [];
    const targets: Target[] = [];
    let line = 0;
    let character = 0;
    for (const { start, end, type, modifiers, id } of tokens) {
      const at = positionAt(starts, start);
      const deltaCharacter = at.line === line ? at.character - character : at.character;
      if (id !== undefined) targets.push({ id, at: data.length + 4 });
      data.push(at.line - line, deltaCharacter, end - start, TOKEN_TYPES.indexOf(type), modifiers);
      ({ line, character } = at);
    }
    this.data = data;
    this.#marked = data;
    this.firstLine = data[0] ?? 0;
    this.lastLine = line;
    this.targets = targets;
  }

  /** The data with those targets marked as unknown; the same list as long as they are the same. */
  with(unknown: readonly number[]): readonly number[] {
    const isKnown =
      unknown.length === this.#unknown.length && unknown.every((at, i) => at === this.#unknown[i]);
    if (!isKnown) {
      this.#unknown = unknown;
      const marked = [...this.data];
      for (const at of unknown) marked[at] = UNKNOWN;
      this.#marked = unknown.length === 0 ? this.data : marked;
    }
    return this.#marked;
  }
}

interface Token extends Span {
  readonly type: TokenType;
  readonly modifiers: number;
  /** The id that it names, if it names one. */
  readonly id?: string;
}

const tokensIn = perPart((part: ConfigPart) => {
  const tokens: Token[] = [];
  addMessage(readPart(part, part.projectConfig).root, part.text, tokens);
  tokens.sort((a, b) => a.start - b.start);
  // Where a broken text is read in two ways, one of them will do.
  const apart = tokens.filter(
    (token, i) => token.end > token.start && token.start >= (tokens[i - 1]?.end ?? 0),
  );
  return new PartTokens(apart, part.text);
});

function addMessage(message: BoundMessage, text: string, tokens: Token[]): void {
  for (const field of message.fields) {
    if (field.type.deprecated) {
      const { start, end } = field.node.name;
      tokens.push({ start, end, type: 'property', modifiers: DEPRECATED });
    }
    for (const value of field.values) {
      if (value.message) addMessage(value.message, text, tokens);
      else addValue(message, field, value, text, tokens);
    }
  }
}

function addValue(
  { type: owner }: BoundMessage,
  { type }: BoundField,
  { node }: BoundValue,
  text: string,
  tokens: Token[],
): void {
  if (node.kind === 'word' && type.type.kind === 'enum') {
    const modifiers = type.deprecated ? DEPRECATED : 0;
    tokens.push({ start: node.start, end: node.end, type: 'enumMember', modifiers });
  }
  if (node.kind !== 'string') return;
  const isEntry = /^scheduler\.config\.(?:Job|Trigger)$/.test(owner.fullName);
  const insides = node.pieces.map(({ start, end }) => ({ start: start + 1, end: end - 1 }));
  if (isEntry && type.name === 'id') {
    for (const inside of insides)
      tokens.push({ ...inside, type: 'function', modifiers: DECLARATION });
  } else if (isEntry && type.name === 'triggers') {
    const id = decodeString(text, node.pieces);
    for (const inside of insides) tokens.push({ ...inside, type: 'function', modifiers: 0, id });
  } else if (isEntry && type.name === 'schedule') {
    const [inside] = insides;
    // What an escape stands for is not where it is written.
    if (insides.length === 1 && inside) addSchedule(text, inside, tokens);
  } else if (owner.fullName === 'scheduler.config.GitilesTask') {
    addPatterns(type.name, text, insides, tokens);
  }
}

function addSchedule(text: string, { start, end }: Span, tokens: Token[]): void {
  const schedule = text.slice(start, end);
  if (schedule.includes('\\')) return;
  for (const { start: from, end: to, type } of schedulePieces(schedule)) {
    tokens.push({ start: start + from, end: start + to, type, modifiers: 0 });
  }
}

const REGEXP_PREFIX = 'regexp:';

function addPatterns(field: string, text: string, insides: readonly Span[], tokens: Token[]): void {
  const isPath = field === 'path_regexps' || field === 'path_regexps_exclude';
  const [first] = insides;
  if (!first || (!isPath && field !== 'refs')) return;
  if (!isPath && !text.startsWith(REGEXP_PREFIX, first.start)) return;
  for (const inside of insides) {
    const start = isPath || inside !== first ? inside.start : inside.start + REGEXP_PREFIX.length;
    if (start > inside.start) {
      tokens.push({ start: inside.start, end: start, type: 'keyword', modifiers: 0 });
    }
    tokens.push({ start, end: inside.end, type: 'regexp', modifiers: 0 });
  }
}
