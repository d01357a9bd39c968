// Builds the syntax tree of a text-format document, whatever state it is in (spec textformat.md 2.2, 2.3).
//
// The parser knows no schema: it reports what is wrong with the text under any schema, and leaves the rest
// (unknown fields, missing colons, value types) to whoever binds the tree to messages.

import type { Source } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import { code } from '../text/wording.ts';
import { Lexer, type LexicalError, skipBlanksAndComments } from './lexer.ts';
import {
  type FieldNode,
  MAX_TEXT_ERRORS,
  type MessageNode,
  type MissingNode,
  type NameNode,
  type Parse,
  type ParseResult,
  type StringNode,
  type TextError,
  type TextErrorCode,
  type ValueNode,
} from './tree.ts';

/** Messages nested deeper than this are matched brace by brace, without a tree. */
const MAX_DEPTH = 100;

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const LESS = 60;
const GREATER = 62;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const SEMICOLON = 59;
const COMMA = 44;
const SLASH = 47;

/**
 * Parses a text. Never fails: returns what could be understood and what is wrong.
 *
 * Braces are trusted as long as they match up. Where they do not, indentation tells which one is missing or
 * too many.
 */
export function parseTextproto(source: Source): ParseResult {
  const trusting = new Parser(source, undefined);
  const literal = trusting.parse();
  if (!trusting.suspicion) return literal;
  const doubting = new Parser(source, trusting.suspicion);
  const parse = doubting.parse();
  return { ...parse, imbalance: { error: doubting.imbalance, literal } };
}

/** Why braces do not match up: one was left open, or there was a closer and nothing to close. */
type Suspicion = 'closer is missing' | 'closer is surplus';

/** A message whose body is being read. */
interface OpenMessage {
  readonly parent: OpenMessage | undefined;
  /** Offset of the opener, -1 if it is missing. */
  readonly open: number;
  /** Offset of the line that the opener is in. */
  readonly lineStart: number;
  /** The closer that belongs to it. */
  readonly closer: number;
  /** Width of the white space before the first token of the opener's line. */
  readonly indent: number;
  /** Its first field stands in a line of its own, further right than `indent`; unknown before that field. */
  indented: boolean | undefined;
}

/** A field up to its value. */
interface FieldStart {
  readonly name: NameNode;
  readonly colon: number;
  /** Indentation of the line the name is in. */
  readonly indent: number;
  /** How many lexical errors there were before the field. */
  readonly lexicalErrors: number;
}

const HERE_DOCUMENT = /<<[ \t]*([_a-zA-Z]+)[ \t\r]*\n/y;

class Parser {
  /** What reading every brace as it stands has shown. */
  suspicion: Suspicion | undefined = undefined;
  /** The first brace that was found to be missing or too many. */
  imbalance: TextError | undefined = undefined;
  readonly #source: Source;
  readonly #text: string;
  readonly #lexer: Lexer;
  /** What to look for with the help of indentation; a surplus closer is looked for until one is found. */
  #doubt: Suspicion | undefined;
  readonly #errors: TextError[] = [];
  #depth = 0;
  /** The innermost message being read. */
  #open: OpenMessage | undefined = undefined;
  /** A message left open at the end of the text has been reported. */
  #reportedOpen = false;
  /** Start of the last token that was consumed: where the service stands when the text ends. */
  #last = 0;
  /** Bad tokens met so far. */
  #lexicalErrors = 0;
  /** A name in brackets is being read. */
  #inBrackets = false;
  /** Where the line ends that was last asked for. */
  #lineEnd = -1;
  /** There was a here-document without an end. */
  #unclosedHereDocument = false;

  constructor(source: Source, doubt: Suspicion | undefined) {
    this.#source = source;
    this.#text = source.text;
    this.#doubt = doubt;
    this.#lexer = new Lexer(source.text, (error) => this.#lexical(error));
  }

  parse(): Parse {
    const fields: FieldNode[] = [];
    this.#fieldsInto(fields, undefined);
    while (this.#lexer.kind !== 'end') {
      this.#surplusCloser();
      this.suspicion ??= 'closer is surplus';
      this.#fieldsInto(fields, undefined);
    }
    const errors = this.#errors;
    if (errors.length > 1) errors.sort((a, b) => a.raisedAt - b.raisedAt);
    return { fields, errors };
  }

  /** Reads fields up to the closer of `owner`, a closer of somebody else's, or the end. */
  #fieldsInto(fields: FieldNode[], owner: OpenMessage | undefined): void {
    const lexer = this.#lexer;
    while (lexer.kind !== 'end') {
      if (isCloser(lexer.symbol)) {
        if (!owner || !this.#isSurplus(owner)) return;
        this.#surplusCloser();
        continue;
      }
      if (owner && this.#standsOutside(owner)) return;
      const field = this.#field();
      if (field) fields.push(field);
    }
  }

  /** One field, or undefined after a token that cannot start one (reported and skipped). */
  #field(): FieldNode | undefined {
    const lexer = this.#lexer;
    const lexicalErrors = this.#lexicalErrors;
    const indent = lexer.lineIndent;
    const name = this.#name();
    if (!name) return undefined;
    // What is written in place of a colon has been reported.
    let colon = lexer.unexpectedAt;
    if (lexer.symbol === COLON) {
      colon = lexer.start;
      this.#advance();
    }
    const stray = lexer.symbol === COLON || lexer.symbol === SLASH ? lexer.start : -1;
    while (lexer.symbol === COLON || lexer.symbol === SLASH) this.#advance();
    const value = this.#value({ name, colon, indent, lexicalErrors });
    let separator = -1;
    if (lexer.symbol === SEMICOLON || lexer.symbol === COMMA) {
      separator = lexer.start;
      this.#advance();
    }
    const end = separator >= 0 ? separator + 1 : endOfField(name, Math.max(colon, stray), value);
    return { start: name.start, end, name, colon, stray, value, separator };
  }

  #name(): NameNode | undefined {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    if (lexer.kind === 'word') {
      this.#advance();
      return { kind: 'word', start, end };
    }
    if (lexer.symbol === OPEN_BRACKET) return this.#extensionName();
    const shown = this.#shown(lexer);
    if (lexer.kind === 'string') {
      // After something that is not a token, it is the rest of a value.
      const reported = lexer.unexpectedAt >= 0;
      const { start, end, broken } = this.#string();
      const message = 'A field name has no quotes: remove them.';
      if (!broken && !reported) this.#error('textproto-unknown-field', message, { start, end });
      return { kind: 'other', start, end };
    }
    if (lexer.symbol === OPEN_BRACE || lexer.symbol === LESS) {
      this.#error('textproto-unknown-field', `There is no field name before this ${shown}.`, lexer);
      this.#message(lexer.lineIndent);
      return undefined;
    }
    if (lexer.symbol === SLASH && this.#foreignComment()) return undefined;
    const message = `${shown} cannot stand here: a field name is expected.`;
    this.#error('textproto-unknown-field', message, lexer);
    // With what it seems to introduce, which has no name either.
    if (lexer.symbol === COLON) return { kind: 'other', start, end: start };
    this.#advance();
    return undefined;
  }

  /** T2: `//` to the end of the line, `/*` to the end of the comment or else of the line. */
  #foreignComment(): boolean {
    const lexer = this.#lexer;
    const { start } = lexer;
    const opener = this.#text.slice(start, start + 2);
    if (opener !== '//' && opener !== '/*') return false;
    if (this.#lineEnd < start) {
      const lf = this.#text.indexOf('\n', start);
      this.#lineEnd = lf < 0 ? this.#text.length : lf;
    }
    const close = opener === '/*' ? this.#text.slice(start, this.#lineEnd).indexOf('*/') : -1;
    const end = close < 0 ? this.#lineEnd : start + close + 2;
    const message = `A comment starts with \`#\`, not with \`${opener}\`.`;
    this.#error('textproto-unknown-field', message, { start, end: start + 2 });
    this.#last = start;
    lexer.advanceFrom(end);
    return true;
  }

  /**
   * T39: the schema has neither extensions nor Any, so every bracketed name is an error. The service takes
   * whatever it finds up to `]` for a name; we stop at the end of the line.
   */
  #extensionName(): NameNode {
    const lexer = this.#lexer;
    const { start } = lexer;
    let end = lexer.end;
    this.#advance();
    const raisedAt = lexer.kind === 'end' || lexer.firstOnLine ? start : lexer.start;
    this.#inBrackets = true;
    while (lexer.kind !== 'end' && lexer.symbol !== CLOSE_BRACKET && !lexer.firstOnLine) {
      end = lexer.end;
      this.#advance();
    }
    this.#inBrackets = false;
    if (lexer.symbol !== CLOSE_BRACKET) {
      const message =
        'A list stands after a field name and `:`, and this bracket is not closed either: remove it.';
      this.#error('textproto-extension', message, { start, end }, raisedAt);
      return { kind: 'other', start, end };
    }
    const name = { start, end: lexer.end };
    const message =
      'A name in brackets is an extension, and the scheduler config has none: remove this field.';
    this.#error('textproto-extension', message, name, lexer.start);
    this.#advance();
    return { kind: 'extension', ...name };
  }

  #value(field: FieldStart): ValueNode {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    if (lexer.kind === 'string') return this.#string();
    if (lexer.symbol === LESS && field.colon >= 0) {
      const end = this.#hereDocumentEnd();
      if (end >= 0) return this.#hereDocument(end);
    }
    if (lexer.symbol === OPEN_BRACE || lexer.symbol === LESS) return this.#message(field.indent);
    if (lexer.symbol === OPEN_BRACKET) return this.#list(field.indent);
    if (lexer.kind === 'word' && !this.#isNextField(field.colon >= 0)) {
      this.#advance();
      return { kind: 'word', start, end };
    }
    if (this.#looksLikeBody(field)) return this.#bodyWithoutOpener(field.indent);
    return this.#instead(this.#missing(field.lexicalErrors));
  }

  /** T41: the end of the line with the word that closes the here-document, or -1 if there is none here. */
  #hereDocumentEnd(): number {
    HERE_DOCUMENT.lastIndex = this.#lexer.start;
    const word = HERE_DOCUMENT.exec(this.#text)?.[1];
    if (word === undefined || this.#unclosedHereDocument) return -1;
    const closer = new RegExp(`^[ \\t]*${word}[ \\t\\r]*$`, 'gm');
    closer.lastIndex = HERE_DOCUMENT.lastIndex;
    const found = closer.exec(this.#text);
    // Another search through the rest of the text would find nothing either, or too much.
    this.#unclosedHereDocument = !found;
    return found ? closer.lastIndex : -1;
  }

  /** T42: never valid, whatever the field's type. */
  #hereDocument(end: number): ValueNode {
    const { start } = this.#lexer;
    this.#last = start;
    this.#lexer.advanceFrom(end);
    return { kind: 'word', start, end };
  }

  /** The current word is not a value but the name of the next field. */
  #isNextField(afterColon: boolean): boolean {
    const lexer = this.#lexer;
    const next = this.#text.charCodeAt(skipBlanksAndComments(this.#text, lexer.end));
    if (next === COLON || next === OPEN_BRACE || next === LESS) {
      return !isLiteral(this.#source.slice(lexer));
    }
    return !afterColon && lexer.firstOnLine;
  }

  /**
   * `job⏎  id: "a"⏎}`: the lines after the name are indented deeper, so only the `{` is missing. With a closer
   * too many, a name after the name will do.
   */
  #looksLikeBody(field: FieldStart): boolean {
    const { kind, firstOnLine, lineIndent } = this.#lexer;
    if (field.colon >= 0 || kind !== 'word' || this.#depth >= MAX_DEPTH) return false;
    if (firstOnLine) return lineIndent > field.indent;
    const isSurplus = this.#doubt === 'closer is surplus';
    if (isSurplus) this.#doubt = undefined;
    return isSurplus;
  }

  #string(): StringNode {
    const lexer = this.#lexer;
    const { start } = lexer;
    let { end, broken } = lexer;
    const pieces: Span[] = [{ start, end }];
    this.#advance();
    while (lexer.kind === 'string' && lexer.unexpectedAt < 0) {
      end = lexer.end;
      broken ||= lexer.broken;
      pieces.push({ start: lexer.start, end });
      // The service counts the pieces as one token.
      this.#advance(broken ? lexer.start : start);
    }
    return { kind: 'string', start, end, pieces, broken };
  }

  /** The current token is `{` or `<`; `indent` is that of the line it belongs to. */
  #message(indent: number): MessageNode {
    const lexer = this.#lexer;
    const { start, end, symbol, lineStart } = lexer;
    const closer = symbol === OPEN_BRACE ? CLOSE_BRACE : GREATER;
    this.#advance();
    if (this.#depth >= MAX_DEPTH) return this.#skipNested(start);
    return this.#body({ start, open: start, closer, empty: end, indent, lineStart });
  }

  /** Reports nothing: the service's verdict depends on the field's type. */
  #bodyWithoutOpener(indent: number): MessageNode {
    const { start, lineStart } = this.#lexer;
    return this.#body({ start, open: -1, closer: CLOSE_BRACE, empty: start, indent, lineStart });
  }

  /** The opener, if any, is consumed. `empty` is where a message without fields or closer ends. */
  #body(at: {
    start: number;
    open: number;
    closer: number;
    empty: number;
    indent: number;
    lineStart: number;
  }): MessageNode {
    const lexer = this.#lexer;
    const { start, open, closer, indent, lineStart } = at;
    const parent = this.#open;
    const opened: OpenMessage = { parent, open, lineStart, closer, indent, indented: undefined };
    this.#open = opened;
    this.#depth++;
    const fields: FieldNode[] = [];
    this.#fieldsInto(fields, opened);
    this.#depth--;
    this.#open = parent;
    const close = this.#closeOf(opened);
    const end = close >= 0 ? close + 1 : (fields.at(-1)?.end ?? at.empty);
    if (close >= 0) this.#advance();
    else if (lexer.kind === 'end') this.suspicion ??= 'closer is missing';
    return { kind: 'message', start, end, open, close, fields };
  }

  /** The offset of the closer to consume, or -1 when the message ends without one (reported). */
  #closeOf(message: OpenMessage): number {
    const lexer = this.#lexer;
    if (lexer.symbol === message.closer && !this.#isCloserOfOuter(message)) return lexer.start;
    if (message.open < 0) return -1;
    const opener = message.closer === CLOSE_BRACE ? '{' : '<';
    const wanted = message.closer === CLOSE_BRACE ? '}' : '>';
    if (isCloser(lexer.symbol) && lexer.symbol !== message.closer) {
      this.#error(
        'textproto-unknown-field',
        `\`${opener}\` is closed by \`${wanted}\`, not by ${this.#shown(lexer)}.`,
        lexer,
      );
      if (this.#doubt === 'closer is surplus') {
        this.#doubt = undefined;
        return lexer.start;
      }
      // Somebody further out may be waiting for exactly this closer.
      for (let outer = message.parent; outer; outer = outer.parent) {
        if (outer.closer === lexer.symbol) return -1;
      }
      return lexer.start;
    }
    // One mistake, one finding: at the end of the text only the innermost open brace is reported.
    if (lexer.kind !== 'end' || !this.#reportedOpen) {
      const { open } = message;
      const raisedAt = lexer.kind === 'end' ? this.#endOfText() : lexer.start;
      this.imbalance ??= this.#error(
        'textproto-unknown-field',
        `This \`${opener}\` is never closed: add \`${wanted}\`.`,
        { start: open, end: open + 1 },
        raisedAt,
      );
      this.#reportedOpen ||= lexer.kind === 'end';
    }
    return -1;
  }

  /** By its indentation, the current token belongs to a message further out than `owner`. */
  #standsOutside(owner: OpenMessage): boolean {
    if (owner.open >= 0 && this.#doubt !== 'closer is missing') return false;
    const { firstOnLine, lineIndent } = this.#lexer;
    const deeper = firstOnLine && lineIndent > owner.indent;
    const isFirst = owner.indented === undefined;
    owner.indented ??= deeper;
    if (!firstOnLine || deeper) return false;
    // Without indentation around here there is nothing to learn from it.
    return isFirst ? owner.parent?.indented === true : owner.indented;
  }

  /** This closer lines up with an outer opener, not with `message`. */
  #isCloserOfOuter({ open, parent, indent }: OpenMessage): boolean {
    if (!parent || (open >= 0 && this.#doubt !== 'closer is missing')) return false;
    const { firstOnLine, lineIndent } = this.#lexer;
    return firstOnLine && lineIndent < indent;
  }

  /** There is a closer too many, and this one stands further right than one that closes `owner` should. */
  #isSurplus(owner: OpenMessage): boolean {
    if (this.#doubt !== 'closer is surplus') return false;
    const { firstOnLine, lineIndent, lineStart } = this.#lexer;
    return firstOnLine ? lineIndent > owner.indent : lineStart !== owner.lineStart;
  }

  /** Past the nesting limit: matches brackets without building anything. The opener is consumed. */
  #skipNested(start: number): MessageNode {
    const lexer = this.#lexer;
    let open = 1;
    while (lexer.kind !== 'end') {
      const { symbol } = lexer;
      if (symbol === OPEN_BRACE || symbol === LESS || symbol === OPEN_BRACKET) open++;
      if (isCloser(symbol) || symbol === CLOSE_BRACKET) open--;
      if (open === 0) break;
      this.#advance();
    }
    const close = lexer.kind === 'end' ? -1 : lexer.start;
    const { end } = lexer;
    if (close >= 0) this.#advance();
    return { kind: 'message', start, end, open: start, close, fields: [] };
  }

  /** T19–T20. The current token is `[`. */
  #list(indent: number): ValueNode {
    const lexer = this.#lexer;
    const lexicalErrors = this.#lexicalErrors;
    const open = lexer.start;
    const items: ValueNode[] = [];
    let end = lexer.end;
    this.#advance();
    if (this.#depth >= MAX_DEPTH) return this.#skipNested(open);
    this.#depth++;
    let close = -1;
    for (;;) {
      const item = this.#item(items.length, indent, lexicalErrors);
      items.push(item);
      // What stands in place of a missing one may be the next field.
      if (item.kind !== 'missing') end = item.end;
      if (lexer.symbol === COMMA) {
        end = lexer.end;
        this.#advance();
        continue;
      }
      if (lexer.symbol === CLOSE_BRACKET) {
        close = lexer.start;
        end = lexer.end;
        this.#advance();
        break;
      }
      if (!this.#listGoesOn(item, open)) break;
    }
    this.#depth--;
    return { kind: 'list', start: open, end, open, close, items };
  }

  /** After an item without `,` or `]`: reports it, and tells whether another item follows. */
  #listGoesOn(item: ValueNode, open: number): boolean {
    const lexer = this.#lexer;
    const reported =
      item.kind === 'missing' ||
      (item.kind === 'string' && item.broken) ||
      (item.kind === 'message' && item.close < 0);
    if (lexer.kind === 'end' && !reported) {
      this.#error(
        'textproto-list-separator',
        'This list is never closed: add `]`.',
        { start: open, end: open + 1 },
        this.#endOfText(),
      );
    }
    if (lexer.kind === 'end') return false;
    const isItem =
      lexer.kind === 'string' ||
      (lexer.kind === 'word' && !this.#isNextField(true)) ||
      lexer.symbol === OPEN_BRACE ||
      lexer.symbol === LESS ||
      lexer.symbol === SEMICOLON;
    // Of a bad token, the service says that first.
    if (!reported && !(lexer.kind === 'string' && lexer.broken)) {
      const message = isItem
        ? `Items of a list are separated by \`,\`: put one before ${this.#shown(lexer)}.`
        : `The list is not closed: put \`]\` before ${this.#shown(lexer)}.`;
      this.#error('textproto-list-separator', message, lexer);
    }
    if (lexer.symbol === SEMICOLON) this.#advance();
    return isItem;
  }

  #item(index: number, indent: number, lexicalErrors: number): ValueNode {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    if (lexer.kind === 'string') return this.#string();
    if (lexer.symbol === OPEN_BRACE || lexer.symbol === LESS) return this.#message(indent);
    if (lexer.symbol === OPEN_BRACKET) return this.#list(indent);
    if (lexer.kind === 'word' && !(index > 0 && this.#isNextField(true))) {
      this.#advance();
      return { kind: 'word', start, end };
    }
    return this.#missing(lexicalErrors);
  }

  #missing(lexicalErrorsBefore: number): MissingNode {
    const { kind, start, end } = this.#lexer;
    const atEnd = kind === 'end';
    const span = atEnd ? { start: this.#endOfText(), end: this.#text.length } : { start, end };
    return { kind: 'missing', ...span, atEnd, broken: this.#lexicalErrors > lexicalErrorsBefore };
  }

  /** In place of a value stands something that cannot go on here: it is the value's mistake, not its own. */
  #instead(missing: MissingNode): MissingNode {
    const { symbol } = this.#lexer;
    if (missing.broken) return missing;
    if (symbol === CLOSE_BRACKET) this.#advance();
    if (isCloser(symbol) && (!this.#open || this.#isSurplus(this.#open))) {
      this.#doubt = undefined;
      this.suspicion ??= 'closer is surplus';
      this.#advance();
    }
    return missing;
  }

  /** A closer, and nothing is open that it could close. */
  #surplusCloser(): void {
    const message = `Nothing is open that ${this.#shown(this.#lexer)} could close: remove it.`;
    this.imbalance ??= this.#error('textproto-unknown-field', message, this.#lexer);
    this.#doubt = undefined;
    this.#advance();
  }

  /** @param start of the token that is consumed */
  #advance(start: number = this.#lexer.start): void {
    this.#last = start;
    this.#lexer.advance();
  }

  /** Where the service stands when it runs into the end: still at the last token, or at the next entry. */
  #endOfText(): number {
    return this.#source.continues ? this.#text.length : this.#last;
  }

  #lexical(error: LexicalError): void {
    this.#lexicalErrors++;
    this.#last = error.at;
    const { message, start, end } = error;
    const code = this.#inBrackets ? 'textproto-extension' : error.code;
    this.#report({ code, message, start, end, raisedAt: error.at });
  }

  #error(
    code: TextErrorCode,
    message: string,
    { start, end }: Span,
    raisedAt: number = start,
  ): TextError {
    return this.#report({ code, message, start, end, raisedAt });
  }

  #report(error: TextError): TextError {
    if (this.#errors.length < MAX_TEXT_ERRORS) this.#errors.push(error);
    return error;
  }

  #shown(span: Span): string {
    return code(this.#source.slice(span));
  }
}

function isCloser(symbol: number): boolean {
  return symbol === CLOSE_BRACE || symbol === GREATER;
}

/** What can only be a value, not a field's name: numbers, booleans, names of enum values. */
function isLiteral(word: string): boolean {
  return /^(?:[^a-z_].*|t|f|true|false|(?:inf|infinity|nan)f?)$/.test(word);
}

/** @param mark offset of the last symbol between name and value, or -1 */
function endOfField(name: NameNode, mark: number, value: ValueNode): number {
  if (value.kind !== 'missing') return value.end;
  return mark >= 0 ? mark + 1 : name.end;
}
