// The order of what is in a block, in files that ask for one (format.md 3.2, 3.4).

import type { FieldNode, MessageNode, ValueNode } from '../tree.ts';
import {
  type Block,
  type BlockItem,
  isScalarValue,
  nameText,
  type OwnComment,
  ownComment,
} from './block-items.ts';
import {
  blankUnit,
  blockOf,
  type Dropped,
  groupsOf,
  isBelowBlank,
  joined,
  NO_ITEMS,
  type Unit,
  unitsOf,
  withBlankOnTop,
} from './block-units.ts';
import { compareIfAny, compareText } from './compare-text.ts';
import { readGap } from './gap.ts';
import { hasComments, type ListItem, type ListItems, readList } from './list-items.ts';
import type { Style } from './style.ts';

/** True if the style may put fields elsewhere, join some, or leave some out. */
export function changesOrder(style: Style): boolean {
  return (
    style.sortByName ||
    style.sortByContent ||
    style.sortBySubfield.length > 0 ||
    style.fieldOrder.size > 0 ||
    style.removeDuplicates ||
    style.shortLists
  );
}

/**
 * True if the style may put the fields of a block elsewhere, and not just those of one name that are next to each other.
 * @param parent name of the field whose block it is; undefined for the file
 */
export function movesFields(
  { sortByName, fieldOrder }: Style,
  parent: string | undefined,
): boolean {
  return sortByName || fieldOrder.has(parent ?? ROOT);
}

/** Where a block or a field is. */
export interface Place {
  /** Of the fields. */
  readonly depth: number;
  /** All of it goes into one line. */
  readonly inline: boolean;
}

/** What the order asks about the layout. */
export interface LaidValues {
  /** The value as it is written, if it is one scalar, or a list with one; undefined for all else. */
  single(field: FieldNode, place: Place): string | undefined;
  /** A scalar as it is written. */
  written(value: ValueNode): string;
  fitsLine(message: MessageNode): boolean;
}

export class BlockOrder {
  readonly #text: string;
  readonly #style: Style;
  readonly #values: LaidValues;

  constructor(text: string, style: Style, values: LaidValues) {
    this.#text = text;
    this.#style = style;
    this.#values = values;
  }

  /**
   * The block as the style wants it.
   * @param parent name of the field whose block it is; undefined for the file
   */
  arranged(block: Block, place: Place, parent: string | undefined): Block {
    const units = this.#units(block, place, movesFields(this.#style, parent));
    const { units: kept, dropped } = this.#withoutDuplicates(units);
    const sorted = this.#inGroups(this.#byName(kept, parent), place);
    return blockOf(this.#style.shortLists ? joined(sorted, dropped) : sorted, dropped);
  }

  /** Comments about a field that is dropped go to the one that stays. */
  #withoutDuplicates(units: readonly Unit[]): { units: readonly Unit[]; dropped: Dropped } {
    if (!this.#style.removeDuplicates) return { units, dropped: NO_ITEMS };
    const first = new Map<string, Unit>();
    const dropped = new Set<BlockItem | undefined>();
    const more = new Map<Unit, OwnComment[]>();
    for (const unit of units) {
      const { name, value, item, comments } = unit;
      if (value === undefined || !item) continue;
      const key = `${name}:${value}`;
      const kept = first.get(key);
      if (!kept) {
        first.set(key, unit);
        more.set(unit, []);
        continue;
      }
      dropped.add(item);
      const all = [...comments, ...commentsIn(this.#text, item.field), ...trailingOf(item)];
      for (const comment of all) more.get(kept)?.push({ ...comment, blank: false, apart: false });
    }
    const withMore = units.map((unit) => {
      return { ...unit, comments: [...unit.comments, ...(more.get(unit) ?? [])] };
    });
    return { units: withMore, dropped };
  }

  /** Comments go with their items. */
  sortedScalars({ items, ...others }: ListItems): ListItems {
    const written = items.map((item) => ({ item, text: this.#values.written(item.value) }));
    written.sort((a, b) => this.#turned(compareText(a.text, b.text)));
    return { ...others, items: written.map(({ item }) => item) };
  }

  /**
   * The items of a list of messages are sorted as fields without a name are. So is the blank line at its end.
   * @param list without comments
   * @param place of the fields of its messages
   */
  sortedMessages({ items, tail, blank }: ListItems, place: Place): ListItems {
    const paths = this.#paths('');
    if (paths.length === 0) return { items, tail, blank };
    const all: readonly { readonly item?: ListItem; readonly blank: boolean }[] = [
      ...items.map((item) => ({ item, blank: item.blank })),
      ...(blank ? [{ blank }] : []),
    ];
    const keyed = all.map((one) => {
      const fields = one.item?.value.kind === 'message' ? one.item.value.fields : [];
      return { ...one, keys: paths.map((path) => this.#key(this.#valueAt(fields, path, place))) };
    });
    const sorted: ListItem[] = [];
    let isBlank = false;
    for (const one of this.#sortedByKeys(keyed)) {
      isBlank ||= one.blank;
      if (!one.item) continue;
      sorted.push({ ...one.item, blank: isBlank && sorted.length > 0 });
      isBlank = false;
    }
    return { items: sorted, tail, blank: isBlank };
  }

  #isListWithComments({ name, value }: FieldNode): boolean {
    if (value.kind !== 'list') return false;
    const { comments } = readGap(this.#text, name.end, value.start);
    return comments.length > 0 || hasComments(readList(this.#text, value));
  }

  /** A list that fields have been joined in is to stay where the first of them was. */
  #contentOfList({ value }: FieldNode): string | undefined {
    if (!this.#style.shortLists || value.kind !== 'list') return undefined;
    const { items } = this.sortedScalars(readList(this.#text, value));
    const [first] = items;
    return first && isScalarValue(first.value) ? this.#values.written(first.value) : undefined;
  }

  /** @param movesAll see `movesFields` */
  #units({ items, tail, blank }: Block, place: Place, movesAll: boolean): readonly Unit[] {
    const units: Unit[] = [];
    let last = '';
    for (const item of items) {
      const name = nameText(this.#text, item.field.name);
      // A blank line that vanishes sets comments apart, too. If they keep fields of one name from being sorted together,
      // that would be otherwise the next time.
      const isApart = movesAll || name !== last;
      last = name;
      const content = this.#values.single(item.field, place);
      const groups = groupsOf(item.lead, isApart);
      const isByItself = item.blank || item.lead.at(-1)?.frozen || (isApart && item.apart);
      const own = isByItself ? undefined : groups.pop();
      const blank = own ? isBelowBlank(own) : item.blank;
      units.push(...unitsOf(groups));
      // The blank line below a range that is switched off stays there.
      const isBelowFrozen = groups.at(-1)?.at(-1)?.frozen ?? false;
      if (isBelowFrozen) units.push(...blankUnit(blank));
      units.push({
        name,
        blank: blank && !isBelowFrozen,
        comments: own ?? [],
        item,
        value: this.#isListWithComments(item.field) ? undefined : content,
        content: content ?? this.#contentOfList(item.field),
      });
    }
    units.push(...unitsOf(groupsOf(tail, true)));
    units.push(...blankUnit(blank));
    return units;
  }

  #byName(units: readonly Unit[], parent: string | undefined): readonly Unit[] {
    const { sortByName, fieldOrder } = this.#style;
    const order = fieldOrder.get(parent ?? ROOT);
    if (!sortByName && !order) return units;
    const rank = ({ item, name }: Unit) => (item ? (order?.indexOf(name) ?? 0) : Infinity);
    return units.toSorted((a, b) => {
      const byOrder = order ? compareNumbers(rank(a), rank(b)) : 0;
      return this.#turned(byOrder || (sortByName ? compareText(a.name, b.name) : 0));
    });
  }

  /** Sorts what is adjacent and has the same name. */
  #inGroups(units: readonly Unit[], place: Place): readonly Unit[] {
    const { sortByContent, sortBySubfield } = this.#style;
    if (!sortByContent && sortBySubfield.length === 0) return units;
    const groups: (readonly Unit[])[] = [];
    let above = '';
    for (let from = 0; from < units.length; ) {
      const name = units[from]?.name ?? '';
      let to = from + 1;
      while (units[to]?.name === name) to++;
      const group = units.slice(from, to);
      if (name === '') {
        groups.push(group);
      } else {
        const sorted = this.#group(name, group, place);
        // A comment between fields of one name is to stay apart from both.
        groups.push(above === name ? withBlankOnTop(sorted, group[0]) : sorted);
        above = name;
      }
      from = to;
    }
    return groups.flat();
  }

  #group(name: string, group: readonly Unit[], place: Place): readonly Unit[] {
    const paths = this.#paths(name);
    const keyed = group.map((unit) => {
      const value = unit.item?.field.value;
      const inner = {
        depth: place.depth + 1,
        inline: place.inline || (value?.kind === 'message' && this.#values.fitsLine(value)),
      };
      const fields = value?.kind === 'message' ? value.fields : [];
      return {
        unit,
        keys: [
          ...(this.#style.sortByContent ? [this.#key(unit.content)] : []),
          ...paths.map((path) => this.#key(this.#valueAt(fields, path, inner))),
        ],
      };
    });
    return this.#sortedByKeys(keyed).map(({ unit }) => unit);
  }

  /** Those that lead from a field to the subfields that it is sorted by. */
  #paths(name: string): readonly (readonly string[])[] {
    return this.#style.sortBySubfield.flatMap((spec) => {
      const names = spec.split('.');
      if (names.length === 1) return [names];
      return names[0] === '' || names[0] === name ? [names.slice(1)] : [];
    });
  }

  /** The value at the end of a path; undefined unless there is exactly one field there. */
  #valueAt(
    fields: readonly FieldNode[],
    path: readonly string[],
    place: Place,
  ): string | undefined {
    let found = fields.map((field) => ({ field, place }));
    for (const [i, name] of path.entries()) {
      found = found.filter(({ field }) => nameText(this.#text, field.name) === name);
      if (i === path.length - 1) break;
      found = found.flatMap(({ field: { value }, place: { depth, inline } }) => {
        if (value.kind !== 'message') return [];
        const inner = { depth: depth + 1, inline: inline || this.#values.fitsLine(value) };
        return value.fields.map((field) => ({ field, place: inner }));
      });
    }
    const [only, ...others] = found;
    return only && others.length === 0 ? this.#values.single(only.field, only.place) : undefined;
  }

  #key(value: string | undefined): string | undefined {
    return this.#style.dnsSortOrder ? value?.split('.').reverse().join('.') : value;
  }

  #sortedByKeys<T extends { readonly keys: readonly (string | undefined)[] }>(
    keyed: readonly T[],
  ): readonly T[] {
    return keyed.toSorted((a, b) => {
      for (const [i, key] of a.keys.entries()) {
        const order = compareIfAny(key, b.keys[i]);
        if (order !== 0) return this.#turned(order);
      }
      return 0;
    });
  }

  #turned(order: number): number {
    return this.#style.reverseSort ? -order : order;
  }
}

/** Name of the file in `field_sort_order`. */
const ROOT = '__ROOT__';

function trailingOf({ trailing }: BlockItem): readonly OwnComment[] {
  return trailing ? [ownComment(trailing)] : [];
}

/** Between the name of a field and its end; in a list there are none, if it goes. */
function commentsIn(text: string, { name, value }: FieldNode): readonly OwnComment[] {
  const tokens = value.kind === 'string' ? value.pieces : [value];
  let from = name.end;
  return tokens.flatMap(({ start, end }) => {
    const { comments } = readGap(text, from, start);
    from = end;
    return comments.map(ownComment);
  });
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
