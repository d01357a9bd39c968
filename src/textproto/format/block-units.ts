// What moves as one where the fields of a block are sorted (format.md 3.4.1).

import type { Block, BlockItem, OwnComment } from './block-items.ts';

/**
 * What moves as one: a field with the comments right above it, comments that nothing follows or that a blank line sets
 * apart from it, or a blank line at the end.
 */
export interface Unit {
  /** That of the field; empty if there is none. */
  readonly name: string;
  /** A blank line comes before it. */
  readonly blank: boolean;
  readonly comments: readonly OwnComment[];
  readonly item: BlockItem | undefined;
  /** See `LaidValues.single`; undefined for a list with comments, too, which neither goes nor is joined. */
  readonly value: string | undefined;
  /** What is compared where contents are sorted. */
  readonly content: string | undefined;
}

/** Items that are duplicates of others (format.md 3.4.6). */
export type Dropped = ReadonlySet<BlockItem | undefined>;

/** The block that has the units in their order, without those that are dropped. Of blank lines in a row one is left. */
export function blockOf(units: readonly Unit[], dropped: Dropped): Block {
  const items: BlockItem[] = [];
  let lead: OwnComment[] = [];
  let isBlank = false;
  /** It is to be seen only if something follows. */
  let isBlankOfDropped = false;
  for (const { comments, item, blank } of units) {
    if (dropped.has(item)) {
      isBlankOfDropped ||= blank;
      continue;
    }
    isBlank ||= blank || isBlankOfDropped;
    isBlankOfDropped = false;
    for (const comment of comments) {
      lead.push({ ...comment, blank: isBlank });
      isBlank = false;
    }
    if (!item) continue;
    items.push({ ...item, lead, blank: isBlank });
    lead = [];
    isBlank = false;
  }
  return { items, tail: lead, blank: isBlank };
}

export const NO_ITEMS: Dropped = new Set();

/** One that no field goes with. */
function unnamed(comments: readonly OwnComment[], blank: boolean): Unit {
  return { name: '', blank, comments, item: undefined, value: undefined, content: undefined };
}

/** A blank line, or nothing. */
export function blankUnit(blank: boolean): readonly Unit[] {
  return blank ? [unnamed([], true)] : [];
}

/**
 * Comments that no field goes with. The blank line below a range that is switched off does not move away from it.
 * @param groups see `groupsOf`
 */
export function unitsOf(groups: readonly (readonly OwnComment[])[]): readonly Unit[] {
  return groups.flatMap((comments, i) => {
    const isBelowFrozen = groups[i - 1]?.at(-1)?.frozen ?? false;
    const blank = isBelowBlank(comments);
    return isBelowFrozen
      ? [...blankUnit(blank), unnamed(comments, false)]
      : [unnamed(comments, blank)];
  });
}

/** A blank line comes before the first of the comments. */
export function isBelowBlank([first]: readonly OwnComment[]): boolean {
  return first?.blank ?? false;
}

/** That of `first` stays on top. */
export function withBlankOnTop(units: readonly Unit[], first: Unit | undefined): readonly Unit[] {
  if (!first?.blank || units[0] === first) return units;
  return units.map((unit, i) => {
    if (i === 0) return { ...unit, blank: true };
    return unit === first ? { ...unit, blank: false } : unit;
  });
}

/** Comments without blank lines between them. A range that is switched off is by itself. */
export function groupsOf(
  comments: readonly OwnComment[],
  isApart: boolean,
): (readonly OwnComment[])[] {
  const groups: OwnComment[][] = [];
  for (const comment of comments) {
    const last = groups.at(-1);
    const isOwn = comment.frozen || last?.at(-1)?.frozen || comment.blank;
    if (last && !isOwn && !(isApart && comment.apart)) last.push(comment);
    else groups.push([comment]);
  }
  return groups;
}

/** With fields of one value that nothing stands between as one. */
export function joined(units: readonly Unit[], dropped: Dropped): readonly Unit[] {
  const result: Unit[] = [];
  let group: BlockItem[] | undefined;
  let name = '';
  for (const unit of units) {
    if (dropped.has(unit.item)) {
      if (unit.blank) group = undefined;
      result.push(unit);
      continue;
    }
    const { item } = unit;
    const isOne = item !== undefined && unit.value !== undefined;
    if (isOne && group && unit.name === name && !unit.blank && unit.comments.length === 0) {
      group.push(item);
      continue;
    }
    group = isOne ? [] : undefined;
    name = unit.name;
    result.push(item && group ? { ...unit, item: { ...item, joined: group } } : unit);
  }
  return result;
}
