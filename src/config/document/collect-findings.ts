// Findings of the text format, of the rules and of the lints about a document, in the order of the service.

import type { Severity } from '../../text/code-table.ts';
import { type FindingCounts, noFindings, SEVERITIES } from '../finding-counts.ts';
import type { CrossEntryIndex } from '../rules/cross-entry-index.ts';
import { conflictsIn } from './conflicts.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import { FindingList } from './finding-list.ts';
import type { PartList } from './part-list.ts';
import { FINDINGS, TEXT_ERRORS } from './part-marks.ts';
import { PlacedFinding } from './placed-finding.ts';
import { fromTheTop, ruleWalk } from './rule-walk.ts';
import type { Stretch } from './stretch.ts';

export interface CollectedFindings {
  readonly found: readonly PlacedFinding[];
  /** There is a text error: all but the first finding come after it. */
  readonly afterTextError: boolean;
  /** How many others there are. */
  readonly more: FindingCounts;
}

/**
 * Without text errors: in the order of the service, jobs before triggers, and then the lints from top to bottom. With
 * text errors: the one that the service stops at, then the rest from top to bottom. Of a merge conflict our side counts,
 * and that there is one.
 * @param limit how many findings to choose, in this order, the worst ones first; Infinity for all in order
 * @param collectLints puts what the lints have to say into a list
 */
export function collectFindings(
  parts: PartList,
  index: CrossEntryIndex<EntryAnalysis>,
  limit: number,
  collectLints: (into: FindingList) => void,
): CollectedFindings {
  const afterTextError = parts.has(TEXT_ERRORS);
  const isOnTheirSide = afterTextError ? conflictsIn(parts) : undefined;
  const rules = collectRules(parts, index, limit, afterTextError);
  const { verdict } = rules;
  const ofRules = [rules.text, rules.job, rules.trigger];
  let ordered = ofRules.flatMap(({ items }) => items);
  // The file is saved in another encoding, once.
  const aboutEncoding = [...verdict.items, ...rules.text.items].find(
    (each) => each.isAboutEncoding,
  );
  if (aboutEncoding) {
    ordered = ordered.filter((each) => each === aboutEncoding || !each.isAboutEncoding);
  }
  // Whatever is worse than they are leaves them less room.
  const lints = new FindingList(isOnTheirSide ? limit : Math.max(0, limit - ordered.length));
  collectLints(lints);
  if (lints.items.length > 0) ordered = ordered.concat(lints.items);
  if (isOnTheirSide) ordered = ordered.filter(({ startLine }) => !isOnTheirSide(startLine));
  if (afterTextError) ordered = [...verdict.items, ...ordered.sort((a, b) => a.compare(b))];
  return choose(ordered, [...ofRules, lints], limit, afterTextError);
}

type RuleLists = Readonly<Record<'verdict' | 'text' | 'job' | 'trigger', FindingList>>;

function collectRules(
  parts: PartList,
  index: CrossEntryIndex<EntryAnalysis>,
  limit: number,
  afterTextError: boolean,
): RuleLists {
  const lists = {
    verdict: new FindingList(1),
    text: new FindingList(limit),
    job: new FindingList(limit),
    trigger: new FindingList(limit),
  };
  const walk = ruleWalk(parts, index);
  const { crossed } = walk;
  const passes = (stretch: Stretch, line: number) => {
    if ((stretch.marks & TEXT_ERRORS) !== 0) return false;
    const { job, trigger } = stretch.ruleCounts;
    if (lists.job.isFullFor(job) && lists.trigger.isFullFor(trigger)) {
      lists.job.skip(job);
      lists.trigger.skip(trigger);
    } else {
      const rules = stretch.ownFindings(line).rules(afterTextError);
      lists.job.addAll(rules.job, job);
      lists.trigger.addAll(rules.trigger, trigger);
    }
    return true;
  };
  parts.visit({ marks: FINDINGS, also: crossed, passes }, (part, line) => {
    if ((part.marks & TEXT_ERRORS) === 0 && !crossed.has(part)) {
      const rules = part.ownFindings(line).rules(afterTextError);
      for (const finding of rules.job) lists.job.add(finding);
      for (const finding of rules.trigger) lists.trigger.add(finding);
      return;
    }
    let errors = part.textErrors;
    const [verdict] = errors;
    if (verdict && lists.verdict.items.length === 0) {
      lists.verdict.add(new PlacedFinding(verdict, part, line));
      errors = errors.slice(1);
    }
    for (const error of errors.toSorted(fromTheTop)) {
      lists.text.add(new PlacedFinding(error, part, line));
    }
    for (const entry of part.entries) {
      for (const { local, related } of walk.findingsOf(entry)) {
        lists[entry.kind].add(new PlacedFinding(local, part, line, related));
      }
    }
  });
  return lists;
}

/** @param lists what has been left out of already */
function choose(
  all: readonly PlacedFinding[],
  lists: readonly FindingList[],
  limit: number,
  afterTextError: boolean,
): CollectedFindings {
  const more = noFindings();
  for (const list of lists) {
    for (const severity of SEVERITIES) more[severity] += list.more[severity];
  }
  if (all.length <= limit) return { found: all, afterTextError, more };
  const bySeverity: Record<Severity, PlacedFinding[]> = {
    error: [],
    warning: [],
    information: [],
    hint: [],
  };
  for (const finding of all) bySeverity[finding.severity].push(finding);
  const worstFirst = SEVERITIES.flatMap((severity) => bySeverity[severity]);
  for (const { severity } of worstFirst.slice(limit)) more[severity]++;
  return { found: worstFirst.slice(0, limit), afterTextError, more };
}
