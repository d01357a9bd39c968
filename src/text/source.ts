// A source: a text that is read, and whether more comes after it.

import type { Span } from './span.ts';

/** Immutable. Spans of what is read from it count from its start. */
export class Source {
  readonly text: string;
  /**
   * The text is a part of a document and another entry follows: what is missing at its end is noticed there by the
   * service, not at its last token.
   */
  readonly continues: boolean;

  constructor(text: string, continues = false) {
    this.text = text;
    this.continues = continues;
  }

  /** The text of a piece. */
  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}
