// Findings of the lints about a document, without what comments and settings switch off.

import type { Severity } from '../../text/code-table.ts';
import { type LocalFinding, severityOf } from '../finding.ts';
import { type FindingCounts, noFindings } from '../finding-counts.ts';
import { LazyFinding } from '../lazy-finding.ts';
import { LINT_CODES } from '../lints/codes.ts';
import {
  type CrossLintReport,
  crossEntryLints,
  crowdedMinuteLint,
  otherCrossEntryLints,
  startsIn,
  untriggeredLint,
} from '../lints/document/cross-entry-lints.ts';
import type { CrowdedMinute } from '../lints/document/crowded-minute.ts';
import { NO_LINT_COMMENTS } from '../lints/document/lint-comments.ts';
import type { LintIndex } from '../lints/document/lint-index.ts';
import type { LintOptions } from '../lints/lint-options.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import type { ConfigPart } from './config-part.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import type { FindingList } from './finding-list.ts';
import { type LintCounts, NO_LINTS, sumOf } from './lint-counts.ts';
import type { PartList } from './part-list.ts';
import { CROSS_LINTS, LINT_COMMENTS, type Marks, OWN_LINTS } from './part-marks.ts';
import { PlacedFinding } from './placed-finding.ts';
import type { Stretch } from './stretch.ts';

/** A walk over the parts that lints may have something to say about. */
export interface LintWalk {
  /** Parts to stop at: those that have one of these… */
  readonly marks: Marks;
  /** …and these. */
  readonly crossed: ReadonlySet<ConfigPart>;
  /** What there is to say, from top to bottom; called at each stop in order. @param index of the part */
  stop(part: ConfigPart, index: number): readonly LocalFinding[];
}

/** A minute that is too crowded, and the first entry that starts in it. */
interface Crowd {
  readonly minute: CrowdedMinute;
  readonly first: EntryAnalysis | undefined;
}

/** The codes that are off, wherever they are said. */
interface SwitchedOff {
  /** By comments in the file, the same as long as these name the same codes. */
  readonly inFile: string;
  readonly codes: ReadonlySet<string>;
}

/**
 * Counts the lints of each stretch, and counts them again when something has changed that they look at, so that a walk
 * stops only where there is something to say that there is room for.
 */
export class LintCollector {
  readonly #parts: PartList;
  readonly #entries: CrossEntryIndex<EntryAnalysis>;
  readonly #index: LintIndex<EntryAnalysis>;
  readonly #options: LintOptions;
  #off: SwitchedOff;
  #crowd: Crowd | undefined;

  constructor(
    parts: PartList,
    entries: CrossEntryIndex<EntryAnalysis>,
    index: LintIndex<EntryAnalysis>,
    options: LintOptions,
  ) {
    this.#parts = parts;
    this.#entries = entries;
    this.#index = index;
    this.#options = options;
    this.#off = { inFile: '', codes: options.off };
  }

  /** @param into the list that takes them, from top to bottom */
  collect(into: FindingList): void {
    this.#follow();
    const { codes: off, inFile } = this.#off;
    const crowd = this.#findCrowd();
    const inCrowd = this.#parts.partsOf(crowd?.first ? [crowd.first] : []);
    const lintsAcross = this.#lintsAcross(crowd);
    const commentsAbove = new CommentsAbove();
    const passes = (stretch: Stretch, line: number, index: number) => {
      const isCommented = commentsAbove.of(index).length > 0;
      if (isCommented || (stretch.marks & LINT_COMMENTS) !== 0) return false;
      const all = this.#countsOfStretch(stretch);
      if (all === NO_LINTS) return true;
      const counts = this.#now(all);
      if (into.isFullFor(counts)) into.skip(counts);
      else if (all.isAcross || inFile !== '') return false;
      else into.addAll(stretch.ownFindings(line).lints, counts);
      return true;
    };
    this.#parts.visit({ marks: LINTS, also: inCrowd, passes }, (part, line, i) => {
      const above = commentsAbove.of(i);
      const isCommented = above.length > 0 || part.lintComments !== NO_LINT_COMMENTS;
      const all = this.#countsOf(part);
      const counts = this.#now(all);
      if (isCommented || all.isAcross || inFile !== '' || inCrowd.has(part)) {
        if (!isCommented && !inCrowd.has(part) && into.isFullFor(counts)) into.skip(counts);
        else {
          for (const local of lintsOf(part, off, above, lintsAcross)) {
            into.add(new PlacedFinding(local, part, line));
          }
        }
      } else into.addAll(part.ownFindings(line).lints, counts);
      commentsAbove.pass(part, i);
    });
  }

  /** All that `collect` would take in, without counting anything. */
  walk(): LintWalk {
    this.#follow();
    const { codes: off } = this.#off;
    const crowd = this.#findCrowd();
    const lintsAcross = this.#lintsAcross(crowd);
    const commentsAbove = new CommentsAbove();
    return {
      marks: LINTS,
      crossed: this.#parts.partsOf(crowd?.first ? [crowd.first] : []),
      stop: (part, i) => {
        const found = lintsOf(part, off, commentsAbove.of(i), lintsAcross);
        commentsAbove.pass(part, i);
        return found;
      },
    };
  }

  /** Forgets the counts of all that may have changed. */
  #follow(): void {
    const inFile = [...this.#index.offInFile()].sort();
    const { everywhere, ids, entries } = this.#index.takeChanges();
    if (inFile.join() !== this.#off.inFile) {
      this.#off = { inFile: inFile.join(), codes: new Set([...this.#options.off, ...inFile]) };
      this.#parts.forgetAllLintCounts();
    } else if (everywhere) {
      this.#parts.forgetAllLintCounts();
    } else {
      this.#parts.forgetLintCountsOf(entries);
      this.#parts.forgetLintCountsOf(this.#entries.holdersOf(ids));
      this.#parts.forgetLintCountsOf(this.#entries.referrersTo(ids));
    }
  }

  #lintsAcross(crowd: Crowd | undefined): LintsAcross {
    return (entry, report) => {
      crossEntryLints(entry, this.#index, report);
      if (crowd && crowd.first === entry) crowdedMinuteLint(entry, crowd.minute, report);
    };
  }

  #findCrowd(): Crowd | undefined {
    const { now, crowdedMinuteLimit } = this.#options;
    const minute = this.#index.crowdedMinute(now(), crowdedMinuteLimit);
    if (minute !== this.#crowd?.minute) {
      const first = minute && this.#parts.findEntry((entry) => startsIn(entry, minute));
      this.#crowd = minute && { minute, first };
    }
    return this.#crowd;
  }

  #countsOfStretch(stretch: Stretch): LintCounts {
    stretch.lintCounts ??= sumOf(stretch.parts.map((part) => this.#countsOf(part)));
    return stretch.lintCounts;
  }

  #now({ complete, incomplete }: LintCounts): FindingCounts {
    return this.#index.isComplete ? complete : incomplete;
  }

  #countsOf(part: ConfigPart): LintCounts {
    part.lintCounts ??= (part.marks & LINTS) === 0 ? NO_LINTS : this.#count(part);
    return part.lintCounts;
  }

  #count({ lints, entries }: ConfigPart): LintCounts {
    const off = this.#off.codes;
    const complete = noFindings();
    const incomplete = noFindings();
    let total = 0;
    let across = 0;
    const count = (code: string, severity: Severity, isAlways: boolean) => {
      if (off.has(code)) return;
      total++;
      complete[severity]++;
      if (isAlways) incomplete[severity]++;
    };
    const countUntriggered: CrossLintReport = (code) => {
      across++;
      count(code, LINT_CODES[code].severity, false);
    };
    const countOther: CrossLintReport = (code) => {
      across++;
      count(code, LINT_CODES[code].severity, true);
    };
    for (const lint of lints) count(lint.code, severityOf(lint), true);
    for (const entry of entries) {
      for (const lint of entry.lints) count(lint.code, severityOf(lint), true);
      untriggeredLint(entry, this.#index, countUntriggered);
      otherCrossEntryLints(entry, this.#index, countOther);
    }
    return total + across === 0 ? NO_LINTS : { complete, incomplete, isAcross: across > 0 };
  }
}

/** What comments right above a part switch off for its first entry, in a walk over parts from top to bottom. */
class CommentsAbove {
  #codes: readonly string[] = [];
  /** The index of the part that they are above. */
  #below = 0;

  /** @param index of a part, none of which is before one that has been passed */
  of(index: number): readonly string[] {
    return index === this.#below ? this.#codes : [];
  }

  /** A part without entries leaves what is above it to the next one. */
  pass({ lintComments, entries }: ConfigPart, index: number): void {
    const { next } = lintComments;
    this.#codes = entries.length > 0 ? next : [...this.of(index), ...next];
    this.#below = index + 1;
  }
}

const LINTS = OWN_LINTS | LINT_COMMENTS | CROSS_LINTS;

type LintsAcross = (entry: EntryAnalysis, report: CrossLintReport) => void;

/** From top to bottom. @param above codes that are off for the first entry */
function lintsOf(
  part: ConfigPart,
  off: ReadonlySet<string>,
  above: readonly string[],
  lintsAcross: LintsAcross,
): readonly LocalFinding[] {
  const found: LocalFinding[] = part.lints.filter(({ code }) => !off.has(code));
  for (const [n, entry] of part.entries.entries()) {
    const isOff = offIn(off, part.lintComments.entries[n], n === 0 ? above : []);
    for (const lint of entry.lints) if (!isOff(lint.code)) found.push(lint);
    lintsAcross(entry, (code, of, at, message) => {
      if (isOff(code)) return;
      found.push(new LazyFinding({ code, severity: LINT_CODES[code].severity }, message, of, at));
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Tells whether a lint is switched off for an entry. */
function offIn(
  off: ReadonlySet<string>,
  within: ReadonlySet<string> | undefined,
  above: readonly string[],
): (code: string) => boolean {
  if (!within && above.length === 0) return (code) => off.has(code);
  return (code) => off.has(code) || within?.has(code) === true || above.includes(code);
}
