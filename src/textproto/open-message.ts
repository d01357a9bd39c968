// A message whose body is being read, and what the indentation of a line tells about it.

/** What is known of the line a token is in, as Lexer has it. */
export interface TokenLine {
  readonly firstOnLine: boolean;
  readonly lineIndent: number;
  readonly lineStart: number;
}

/** How a message begins. */
export interface MessageBegin {
  /** Offset of the opener, -1 if it is missing. */
  readonly open: number;
  /** The symbol that closes it. */
  readonly closer: number;
  /** Width of the white space before the first token of the line that it belongs to. */
  readonly indent: number;
  /** Offset of the line that the opener is in. */
  readonly lineStart: number;
}

export class OpenMessage {
  readonly parent: OpenMessage | undefined;
  readonly open: number;
  readonly closer: number;
  readonly #indent: number;
  readonly #lineStart: number;
  /** Its first field stands in a line of its own, further right than `#indent`; undefined before that field. */
  #indented: boolean | undefined = undefined;

  constructor(parent: OpenMessage | undefined, begin: MessageBegin) {
    this.parent = parent;
    this.open = begin.open;
    this.closer = begin.closer;
    this.#indent = begin.indent;
    this.#lineStart = begin.lineStart;
  }

  /** This token belongs to a message further out. Asked of the start of each field: the first sets the measure. */
  isLeftBy(token: TokenLine): boolean {
    const { firstOnLine, lineIndent } = token;
    const deeper = firstOnLine && lineIndent > this.#indent;
    const isFirst = this.#indented === undefined;
    this.#indented ??= deeper;
    if (!firstOnLine || deeper) return false;
    // Without indentation around here there is nothing to learn from it.
    if (!isFirst) return this.#indented;
    return this.parent !== undefined && this.parent.#indented === true;
  }

  /** This closer lines up with an outer opener. */
  isLeftOpenBy({ firstOnLine, lineIndent }: TokenLine): boolean {
    return this.parent !== undefined && firstOnLine && lineIndent < this.#indent;
  }

  /** This closer stands too far right to be that of the message. */
  isMissedBy({ firstOnLine, lineIndent, lineStart }: TokenLine): boolean {
    return firstOnLine ? lineIndent > this.#indent : lineStart !== this.#lineStart;
  }
}
