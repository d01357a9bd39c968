// The fields of a text in a form that stays the same where a file is sorted, loses duplicates or gets short lists
// (format.md 3.2, 3.4). It tells a field that is in another block, under another name, or there once more or less.
//
// It reads tokens, and knows nothing of the tree and the layout, so that a mistake of theirs is seen.

import { movesFields } from './block-order.ts';
import type { ContentReader } from './content-reader.ts';
import { wrapsStrings } from './string-wrapping.ts';
import type { Style } from './style.ts';

/** The form of all that the reader reads; undefined if that is not well formed. */
export function formOfFields(reader: ContentReader, style: Style): string | undefined {
  const fields = new FieldReader(reader, style);
  const form = fields.block(undefined);
  return fields.isAtEnd ? form : undefined;
}

/** `single`: one scalar, be it in a list; `items`: those of a list of scalars; `whole`: anything else. */
interface Value {
  readonly kind: 'single' | 'items' | 'whole';
  readonly items: readonly string[];
  /** All of it. */
  readonly text: string;
}

interface Group {
  readonly name: string;
  readonly values: string[];
}

class FieldReader {
  readonly #reader: ContentReader;
  readonly #style: Style;
  #token: string | undefined;

  constructor(reader: ContentReader, style: Style) {
    this.#reader = reader;
    this.#style = style;
    this.#token = reader.next();
  }

  get isAtEnd(): boolean {
    return this.#token === undefined;
  }

  /**
   * The fields up to a closer: values of one name next to each other together, or all of them where fields are sorted.
   * @param parent name of the field whose block it is; undefined for the file
   */
  block(parent: string | undefined): string | undefined {
    const groups: Group[] = [];
    const byName = new Map<string, Group>();
    const movesAll = movesFields(this.#style, parent);
    const known = new Set<string>();
    while (this.#token !== undefined && this.#token !== '}') {
      const { commentsBefore } = this.#reader;
      const name = this.#name();
      const colon = this.#takes(':') ? ':' : '';
      const value = name === undefined ? undefined : this.#value(name, commentsBefore);
      if (name === undefined || !value) return undefined;
      const values = this.#valuesOf(value, colon).filter(({ text, mayGo }) => {
        const key = `${name}:${text}`;
        const isKnown = known.has(key);
        if (mayGo) known.add(key);
        return !(mayGo && isKnown);
      });
      if (values.length === 0) continue;
      const last = movesAll ? byName.get(name) : groups.at(-1);
      const group = last?.name === name ? last : { name, values: [] };
      if (group !== last) groups.push(group);
      byName.set(name, group);
      for (const { text } of values) group.values.push(text);
    }
    if (movesAll) groups.sort((a, b) => (a.name < b.name ? -1 : 1));
    return groups
      .map(({ name, values }) => `${name} ${this.#ordered(values).join(' ')}`)
      .join('\n');
  }

  #ordered(values: string[]): readonly string[] {
    const { sortByContent, sortBySubfield } = this.#style;
    return sortByContent || sortBySubfield.length > 0 ? values.sort() : values;
  }

  /** `mayGo`: it may be left out where the same is there already. */
  #valuesOf(
    { kind, items, text }: Value,
    colon: string,
  ): readonly { readonly text: string; readonly mayGo: boolean }[] {
    const { removeDuplicates, shortLists } = this.#style;
    if (kind === 'whole' || (kind === 'items' && !shortLists)) {
      return [{ text: colon + text, mayGo: false }];
    }
    // Where strings are cut in another way, they are duplicates in one text and not in the other.
    const mayGo = removeDuplicates && (kind === 'single' || wrapsStrings(this.#style));
    return items.map((item) => ({ text: shortLists || removeDuplicates ? item : text, mayGo }));
  }

  #name(): string | undefined {
    const token = this.#take();
    if (token !== '[') return isScalar(token) ? token : undefined;
    let name = '[';
    while (isScalar(this.#token)) name += this.#take();
    return this.#takes(']') ? `${name}]` : undefined;
  }

  #value(name: string, commentsBefore: number): Value | undefined {
    if (this.#takes('{')) {
      const inside = this.block(name);
      if (inside === undefined || !this.#takes('}')) return undefined;
      return { kind: 'whole', items: [], text: `{${inside}}` };
    }
    if (this.#takes('[')) return this.#list(commentsBefore);
    const scalars = this.#scalars();
    if (scalars.length === 0) return undefined;
    const text = scalars.join(' ');
    return { kind: scalars.length === 1 ? 'single' : 'whole', items: [text], text };
  }

  #list(commentsBefore: number): Value | undefined {
    const items: string[] = [];
    let ofScalars = true;
    while (this.#token !== undefined && this.#token !== ']') {
      const isScalarItem = isScalar(this.#token);
      const item = isScalarItem ? this.#scalars().join(' ') : this.#value('', 0)?.text;
      if (item === undefined) return undefined;
      ofScalars &&= isScalarItem;
      items.push(item);
      this.#takes(',');
    }
    // Its own comments, not those below it.
    const hasComments = this.#reader.commentsBefore > commentsBefore;
    if (!this.#takes(']')) return undefined;
    const { sortByContent, sortBySubfield } = this.#style;
    if (ofScalars ? sortByContent : sortBySubfield.length > 0) items.sort();
    const isSingle = ofScalars && items.length === 1 && !hasComments;
    const kind = isSingle ? 'single' : ofScalars && items.length > 0 ? 'items' : 'whole';
    return { kind, items, text: `[${items.join(',')}]` };
  }

  /** A word, or adjacent strings. */
  #scalars(): readonly string[] {
    const scalars: string[] = [];
    while (isScalar(this.#token)) {
      scalars.push(this.#token);
      const isString = isQuoted(this.#token);
      this.#take();
      if (!isString || !isQuoted(this.#token)) break;
    }
    return scalars;
  }

  #takes(symbol: string): boolean {
    if (this.#token !== symbol) return false;
    this.#take();
    return true;
  }

  #take(): string | undefined {
    const token = this.#token;
    this.#token = this.#reader.next();
    return token;
  }
}

const SYMBOLS: ReadonlySet<string> = new Set(['{', '}', '[', ']', ',', ':']);

function isScalar(token: string | undefined): token is string {
  return token !== undefined && !SYMBOLS.has(token);
}

function isQuoted(token: string | undefined): token is string {
  return token?.startsWith('"') ?? false;
}
