// Semantic tokens: what the colours of words cannot tell without the schema and the other entries.

import type { ConfigPart } from '../config/document/config-part.ts';
import type { BoundField, BoundMessage, BoundValue } from '../config/message/bound-message.ts';
import { readPart } from '../config/message/read-part.ts';
import { concatenated } from '../text/concatenated.ts';
import { lineStarts, positionAt } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import type { Span } from '../text/span.ts';
import { decodeString } from '../textproto/string-literal.ts';
import type { ConfigDocument } from './config-document.ts';
import { partsIn, perPart, perStretch } from './per-part.ts';
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

/** Tokens of some parts that follow each other, in LSP's numbers: five for each, the place relative to the token before. */
export interface TokenChunk {
  /** The first token's line counts from the start of the parts. Never changed: the same list is the same tokens. */
  readonly data: readonly number[];
  /** Of the first and the last token, in the document. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The chunks that there are, from top to bottom. Those that an edit did not touch are the same lists. */
export function tokenChunks(document: ConfigDocument, range?: Range): readonly TokenChunk[] {
  const chunks: TokenChunk[] = [];
  const add = (tokens: TokenList, line: number) => {
    const data = tokens.marked(document);
    if (data.length === 0 || (range && line + tokens.lastLine < range.start.line)) return;
    chunks.push({ data, firstLine: line + tokens.firstLine, lastLine: line + tokens.lastLine });
  };
  if (range) for (const { part, line } of partsIn(document, range)) add(tokensIn(part), line);
  else for (const { stretch, line } of document.stretches()) add(tokensInStretch(stretch), line);
  return chunks;
}

/** All of them as one list. @param chunks from the top of the document, or as if they were */
export function tokenData(chunks: readonly TokenChunk[]): number[] {
  const data = concatenated(chunks.map((chunk) => chunk.data));
  let line = 0;
  let at = 0;
  for (const chunk of chunks) {
    data[at] = chunk.firstLine - line;
    line = chunk.lastLine;
    at += chunk.data.length;
  }
  return data;
}

export interface TokenEdit {
  /** In numbers, not tokens. */
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

/** What makes the list of `after` of that of `before`, as little as can be; undefined if they are the same. */
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
  const chunks = sameEnds(before.length, after.length, isSame);
  const removed = changed(before, chunks);
  const added = changed(after, chunks);
  // Chunks are of many tokens, of which an edit changes few.
  const isSameToken = (i: number, j: number) => {
    for (let n = 0; n < NUMBERS; n++) {
      if (removed[i * NUMBERS + n] !== added[j * NUMBERS + n]) return false;
    }
    return true;
  };
  const [removedTokens, addedTokens] = [removed.length / NUMBERS, added.length / NUMBERS];
  const { head, tail } = sameEnds(removedTokens, addedTokens, isSameToken);
  const deleteCount = (removedTokens - head - tail) * NUMBERS;
  const data = added.slice(head * NUMBERS, (addedTokens - tail) * NUMBERS);
  if (deleteCount === 0 && data.length === 0) return undefined;
  const start = sizeOf(before.slice(0, chunks.head)) + head * NUMBERS;
  return { start, deleteCount, data };
}

/** Of a token. */
const NUMBERS = 5;

interface SameEnds {
  readonly head: number;
  readonly tail: number;
}

/** How many items two lists have in common at their start, and behind that at their end. */
function sameEnds(
  lengthA: number,
  lengthB: number,
  isSame: (a: number, b: number) => boolean,
): SameEnds {
  const limit = Math.min(lengthA, lengthB);
  let head = 0;
  while (head < limit && isSame(head, head)) head++;
  let tail = 0;
  while (tail < limit - head && isSame(lengthA - 1 - tail, lengthB - 1 - tail)) tail++;
  return { head, tail };
}

/** The numbers of the chunks between those ends, as they are in the whole list. */
function changed(chunks: readonly TokenChunk[], { head, tail }: SameEnds): number[] {
  const data = tokenData(chunks.slice(head, chunks.length - tail));
  if (data.length > 0) data[0] = gapAt(chunks, head);
  return data;
}

function gapAt(chunks: readonly TokenChunk[], index: number): number {
  return (chunks[index]?.firstLine ?? 0) - (chunks[index - 1]?.lastLine ?? 0);
}

function sizeOf(chunks: readonly TokenChunk[]): number {
  let size = 0;
  for (const { data } of chunks) size += data.length;
  return size;
}

interface Target {
  readonly id: string;
  /** Where its modifiers are in the data. */
  readonly at: number;
}

/** Tokens of a part, or of parts that follow each other; lines count from the start of that. */
class TokenList {
  readonly #data: readonly number[];
  readonly firstLine: number;
  readonly lastLine: number;
  readonly #targets: readonly Target[];
  /** The ids that there were when it was last looked for the targets. */
  #ids: readonly string[] | undefined;
  #unknown: readonly number[] = [];
  #marked: readonly number[];

  private constructor(data: readonly number[], lastLine: number, targets: readonly Target[]) {
    this.#data = data;
    this.#marked = data;
    this.firstLine = data[0] ?? 0;
    this.lastLine = lastLine;
    this.#targets = targets;
  }

  static of(tokens: readonly Token[], text: string): TokenList {
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
    return new TokenList(data, line, targets);
  }

  /** @param lists each with the line that it starts at, from top to bottom */
  static joined(lists: readonly (readonly [list: TokenList, line: number])[]): TokenList {
    const some = lists.filter(([list]) => list.#data.length > 0);
    const data = concatenated(some.map(([list]) => list.#data));
    const targets: Target[] = [];
    let from = 0;
    let lastLine = 0;
    for (const [list, line] of some) {
      data[from] = line + list.firstLine - lastLine;
      lastLine = line + list.lastLine;
      for (const { id, at } of list.#targets) targets.push({ id, at: from + at });
      from += list.#data.length;
    }
    return new TokenList(data, lastLine, targets);
  }

  /**
   * The numbers, with the targets marked that are unknown; the same list as long as they are the same.
   * @param document that the parts are in
   */
  marked(document: ConfigDocument): readonly number[] {
    if (this.#targets.length === 0) return this.#data;
    const ids = document.ids();
    if (ids === this.#ids) return this.#marked;
    this.#ids = ids;
    const unknown = this.#targets.flatMap(({ id, at }) => (document.has(id) ? [] : [at]));
    const isMarked =
      unknown.length === this.#unknown.length && unknown.every((at, i) => at === this.#unknown[i]);
    if (!isMarked) {
      this.#unknown = unknown;
      const marked = [...this.#data];
      for (const at of unknown) marked[at] = UNKNOWN;
      this.#marked = unknown.length === 0 ? this.#data : marked;
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
  return TokenList.of(apart, part.text);
});

const tokensInStretch = perStretch(({ parts }) => {
  let line = 0;
  return TokenList.joined(
    parts.map((part) => {
      const list = [tokensIn(part), line] as const;
      line += part.lines;
      return list;
    }),
  );
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
