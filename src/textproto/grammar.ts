// Grammar of the text format by recursive descent (spec textformat.md 2.2, 2.3).
//
// It knows no schema: it reports what is wrong with the text under any schema, and leaves the rest (unknown fields,
// missing colons, value types) to whoever binds the tree to messages. Nor does it judge indentation: what a brace
// means where there is a choice is up to its `Braces`.

import type { Braces } from './braces.ts';
import { MAX_DEPTH, skipNested } from './deep-nesting.ts';
import type { ErrorLog } from './error-log.ts';
import { readFieldName } from './field-name.ts';
import { HereDocuments } from './here-document.ts';
import type { Lexer } from './lexer.ts';
import { readList } from './list.ts';
import { isNextField } from './next-field.ts';
import { type MessageBegin, OpenMessage } from './open-message.ts';
import type { Reading } from './reading.ts';
import { readString } from './string-pieces.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  GREATER,
  isCloser,
  isOpener,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  SEMICOLON,
  SLASH,
} from './symbols.ts';
import type { FieldNode, MessageNode, MissingNode, NameNode, ValueNode } from './tree.ts';

/** A field up to its value. */
interface FieldStart {
  readonly colon: number;
  /** Indentation of the line the name is in. */
  readonly indent: number;
  /** How many lexical errors there were before the field. */
  readonly lexicalErrors: number;
}

export class Grammar {
  readonly #reading: Reading;
  readonly #lexer: Lexer;
  readonly #errors: ErrorLog;
  readonly #braces: Braces;
  readonly #hereDocuments: HereDocuments;
  /** How many messages and lists are being read. */
  #depth = 0;
  /** The innermost message being read. */
  #open: OpenMessage | undefined = undefined;

  constructor(reading: Reading, braces: Braces) {
    this.#reading = reading;
    this.#lexer = reading.lexer;
    this.#errors = reading.errors;
    this.#braces = braces;
    this.#hereDocuments = new HereDocuments(reading.lexer.text);
  }

  /** The fields of the root message, up to the end of the text. To be called once. */
  document(): readonly FieldNode[] {
    return this.#fields(undefined);
  }

  /** Reads fields up to the closer of `owner`, a closer of somebody else's, or the end. */
  #fields(owner: OpenMessage | undefined): FieldNode[] {
    const lexer = this.#lexer;
    const fields: FieldNode[] = [];
    while (lexer.kind !== 'end') {
      if (isCloser(lexer.symbol)) {
        if (!this.#braces.isSurplus(lexer, owner)) break;
        this.#surplusCloser();
      } else if (owner && this.#braces.isOutside(lexer, owner)) {
        break;
      } else {
        const field = this.#field();
        if (field) fields.push(field);
      }
    }
    return fields;
  }

  /** One field, or undefined after a token that cannot start one (reported and skipped). */
  #field(): FieldNode | undefined {
    const lexer = this.#lexer;
    const { lexicalErrors } = this.#errors;
    const indent = lexer.lineIndent;
    const name = isOpener(lexer.symbol) ? this.#namelessMessage() : readFieldName(this.#reading);
    if (!name) return undefined;
    // What is written in place of a colon has been reported.
    let colon = lexer.unexpectedAt;
    if (lexer.symbol === COLON) {
      colon = lexer.start;
      lexer.advance();
    }
    const stray = lexer.symbol === COLON || lexer.symbol === SLASH ? lexer.start : -1;
    while (lexer.symbol === COLON || lexer.symbol === SLASH) lexer.advance();
    const value = this.#value({ colon, indent, lexicalErrors });
    let separator = -1;
    if (lexer.symbol === SEMICOLON || lexer.symbol === COMMA) {
      separator = lexer.start;
      lexer.advance();
    }
    const end = separator >= 0 ? separator + 1 : endOfField(name, Math.max(colon, stray), value);
    return { start: name.start, end, name, colon, stray, value, separator };
  }

  #namelessMessage(): undefined {
    const message = `There is no field name before this ${this.#reading.shownToken()}.`;
    this.#errors.report('textproto-unknown-field', message, this.#lexer);
    this.#message(this.#lexer.lineIndent);
  }

  #value(field: FieldStart): ValueNode {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    if (lexer.kind === 'string') return readString(lexer);
    if (lexer.symbol === LESS && field.colon >= 0) {
      const end = this.#hereDocuments.endOf(start);
      if (end >= 0) {
        // T42: never valid, whatever the field's type.
        lexer.advanceFrom(end);
        return { kind: 'word', start, end };
      }
    }
    if (isOpener(lexer.symbol)) return this.#message(field.indent);
    if (lexer.symbol === OPEN_BRACKET) return this.#list(field.indent);
    if (lexer.kind === 'word' && !isNextField(lexer, field.colon >= 0)) {
      lexer.advance();
      return { kind: 'word', start, end };
    }
    if (this.#looksLikeBody(field)) return this.#bodyWithoutOpener(field.indent);
    return this.#instead(this.#reading.missingValue(field.lexicalErrors));
  }

  /** `job⏎  id: "a"⏎}` or `job:⏎  id: "a"⏎}`: only the `{` is missing. */
  #looksLikeBody({ colon, indent }: FieldStart): boolean {
    const lexer = this.#lexer;
    if ((colon >= 0 && !lexer.firstOnLine) || lexer.kind !== 'word' || this.#depth >= MAX_DEPTH)
      return false;
    return this.#braces.beginsBody(lexer, indent);
  }

  /** The current token is `{` or `<`; `indent` is that of the line it belongs to. */
  #message(indent: number): MessageNode {
    const lexer = this.#lexer;
    if (this.#depth >= MAX_DEPTH) return skipNested(lexer);
    const { start: open, end, symbol, lineStart } = lexer;
    const closer = symbol === OPEN_BRACE ? CLOSE_BRACE : GREATER;
    lexer.advance();
    return this.#body({ open, closer, indent, lineStart }, open, end);
  }

  /** Reports nothing: the service's verdict depends on the field's type. */
  #bodyWithoutOpener(indent: number): MessageNode {
    const { start, lineStart } = this.#lexer;
    return this.#body({ open: -1, closer: CLOSE_BRACE, indent, lineStart }, start, start);
  }

  /**
   * The opener, if any, is consumed.
   *
   * @param empty where a message without fields or closer ends
   */
  #body(begin: MessageBegin, start: number, empty: number): MessageNode {
    const lexer = this.#lexer;
    const { open } = begin;
    const parent = this.#open;
    const message = new OpenMessage(parent, begin);
    this.#open = message;
    this.#depth++;
    const fields = this.#fields(message);
    this.#depth--;
    this.#open = parent;
    const close = this.#closeOf(message);
    const end = close >= 0 ? close + 1 : (fields.at(-1)?.end ?? empty);
    if (close >= 0) lexer.advance();
    else if (lexer.kind === 'end') this.#braces.onOpenAtEnd();
    return { kind: 'message', start, end, open, close, fields };
  }

  /** The offset of the closer to consume, or -1 when the message ends without one (reported). */
  #closeOf(message: OpenMessage): number {
    const lexer = this.#lexer;
    const { open, closer } = message;
    const isRight = open < 0 ? isCloser(lexer.symbol) : lexer.symbol === closer;
    if (isRight && !this.#braces.closesOuter(lexer, message)) return lexer.start;
    if (open < 0) return -1;
    if (!isRight && isCloser(lexer.symbol)) return this.#wrongCloser(message);
    const [opener, wanted] = pair(closer);
    this.#errors.imbalance ??= this.#errors.brace(
      'textproto-missing-brace',
      `This \`${opener}\` is never closed: add \`${wanted}\`.`,
      { start: open, end: open + 1 },
      lexer.kind === 'end' ? this.#reading.endOfText() : lexer.start,
    );
    return -1;
  }

  /** Reports a closer of the other kind. Returns its offset if it is to be consumed, or else -1. */
  #wrongCloser(message: OpenMessage): number {
    const lexer = this.#lexer;
    const [opener, wanted] = pair(message.closer);
    const text = `\`${opener}\` is closed by \`${wanted}\`, not by ${this.#reading.shownToken()}.`;
    this.#errors.brace('textproto-mismatched-brace', text, lexer);
    if (this.#braces.takesWrongCloser()) return lexer.start;
    // Somebody further out may be waiting for exactly this closer.
    for (let outer = message.parent; outer; outer = outer.parent) {
      if (outer.closer === lexer.symbol) return -1;
    }
    return lexer.start;
  }

  #list(indent: number): ValueNode {
    if (this.#depth >= MAX_DEPTH) return skipNested(this.#lexer);
    const { lexicalErrors } = this.#errors;
    this.#depth++;
    const list = readList(this.#reading, (isFirst) => this.#item(isFirst, indent, lexicalErrors));
    this.#depth--;
    return list;
  }

  #item(isFirst: boolean, indent: number, lexicalErrors: number): ValueNode {
    const lexer = this.#lexer;
    const { start, end } = lexer;
    if (lexer.kind === 'string') return readString(lexer);
    if (isOpener(lexer.symbol)) return this.#message(indent);
    if (lexer.symbol === OPEN_BRACKET) return this.#list(indent);
    if (lexer.kind === 'word' && (isFirst || !isNextField(lexer, true))) {
      lexer.advance();
      return { kind: 'word', start, end };
    }
    return this.#reading.missingValue(lexicalErrors);
  }

  /** In place of a value stands something that cannot go on here: it is the value's mistake, not its own. */
  #instead(missing: MissingNode): MissingNode {
    const lexer = this.#lexer;
    if (missing.broken) return missing;
    if (lexer.symbol === CLOSE_BRACKET) {
      lexer.advance();
    } else if (isCloser(lexer.symbol) && this.#braces.isSurplus(lexer, this.#open)) {
      this.#braces.onSurplusCloser();
      lexer.advance();
    }
    return missing;
  }

  /** A closer, and nothing is open that it could close. */
  #surplusCloser(): void {
    const lexer = this.#lexer;
    this.#errors.imbalance ??= this.#errors.brace(
      'textproto-surplus-brace',
      `${this.#reading.shownToken()} closes nothing: remove it.`,
      lexer,
    );
    this.#braces.onSurplusCloser();
    lexer.advance();
  }
}

/** Opener and closer of a message as characters. */
function pair(closer: number): [opener: string, closer: string] {
  return closer === CLOSE_BRACE ? ['{', '}'] : ['<', '>'];
}

/** @param mark offset of the last symbol between name and value, or -1 */
function endOfField(name: NameNode, mark: number, value: ValueNode): number {
  if (value.kind !== 'missing') return value.end;
  return mark >= 0 ? mark + 1 : name.end;
}
