// Flaws: why a field of a file cannot be laid out. What is no mistake of the text, such as a name that the schema does
// not have, is none.

import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import type { FieldNode, ListNode, MessageNode, TextError, ValueNode } from '../tree.ts';
import { firstOutsideGap, readGap } from './gap.ts';
import { beginsRange, unclosedOff } from './switched-off.ts';

export interface Flaw extends Span {
  /** A sentence that says what is wrong. */
  readonly message: string;
}

/** Mistakes within a token, whose ends are clear: it is copied as it is. */
const INSIDE_TOKENS: ReadonlySet<string> = new Set(['textproto-bad-escape', 'textproto-bad-utf8']);

/** True for an error of the parser after which nobody can say where things belong. */
export function isFlaw(error: TextError, text: string): boolean {
  if (INSIDE_TOKENS.has(error.code)) return false;
  // The schema has no extensions, but they have a layout (format.md R20).
  return error.code !== 'textproto-extension' || !isExtensionName(text, error);
}

function isExtensionName(text: string, { start, end }: Span): boolean {
  return /^\[[\w.\-+/ \t\r\n]+\]$/.test(text.slice(start, end));
}

/** Finds what the parser leaves to whoever knows the schema. */
export class FlawFinder {
  readonly #text: string;
  /** Some of the text may be switched off. */
  readonly #isDirected: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#isDirected = text.includes('txtpbfmt');
  }

  /** The first flaw of a field; undefined if there is none. */
  ofField(field: FieldNode): Flaw | undefined {
    const { name, value, stray, colon } = field;
    const text = this.#text;
    if (stray >= 0) return flaw({ start: stray, end: stray + 1 }, 'There is one colon too many.');
    if (name.kind === 'other' || (name.kind === 'extension' && !isExtensionName(text, name))) {
      return flaw(name, 'This is not the name of a field.');
    }
    if ((value.kind === 'word' || value.kind === 'string') && colon < 0) {
      const shown = code(text.slice(name.start, name.end));
      return flaw(name, `There is no colon between ${shown} and its value.`);
    }
    return (value.kind === 'message' ? this.#ofOpener(field) : undefined) ?? this.#ofValue(value);
  }

  /** Comments before an opener go into the block, where `off` would begin a range. */
  #ofOpener({ name, value }: FieldNode): Flaw | undefined {
    if (!this.#isDirected) return undefined;
    const { comments } = readGap(this.#text, name.end, value.start);
    const off = comments.find(({ start, end }) => beginsRange(this.#text.slice(start, end)));
    return off && flaw(off, 'A `# txtpbfmt: off` belongs before a field, not into one.');
  }

  /**
   * A range that is switched off and not on again in the same block.
   * @param from after the opener of the block, or start of the text
   * @param to offset of its closer, or end of the text
   */
  ofMarks(fields: readonly FieldNode[], from: number, to: number): Flaw | undefined {
    if (!this.#isDirected) return undefined;
    const off = unclosedOff(this.#text, fields, { start: from, end: to });
    return (
      off && flaw(off, 'No `# txtpbfmt: on` follows this `# txtpbfmt: off` in the same block.')
    );
  }

  #ofValue(value: ValueNode): Flaw | undefined {
    switch (value.kind) {
      case 'missing':
        return flaw(value, 'A value is missing.');
      case 'word':
        if (!this.#text.startsWith('<<', value.start)) return undefined;
        return flaw(value, 'A here-document has no layout.');
      case 'string':
        return undefined;
      case 'message':
        return this.#ofMessage(value);
      case 'list':
        return this.#ofList(value);
    }
  }

  #ofMessage(message: MessageNode): Flaw | undefined {
    const { open, close, fields } = message;
    if (open < 0 || close < 0) return flaw(message, 'A brace is missing.');
    if (fields.length === 0 && firstOutsideGap(this.#text, open + 1, close) < close) {
      return flaw(message, 'Messages are nested too deep here.');
    }
    for (const field of fields) {
      const found = this.ofField(field);
      if (found) return found;
    }
    return this.ofMarks(fields, open + 1, close);
  }

  #ofList({ open, close, items }: ListNode): Flaw | undefined {
    if (close < 0) return flaw({ start: open, end: open + 1 }, 'This list is never closed.');
    const last = items.length - 1;
    for (const [i, item] of items.entries()) {
      // The last one is missing in an empty list, and after a comma at the end.
      if (item.kind === 'missing' && i === last) continue;
      const found = this.#ofValue(item);
      if (found) return found;
    }
    return undefined;
  }
}

function flaw({ start, end }: Span, message: string): Flaw {
  return { start, end, message };
}
