// Code actions: what an editor offers to do at a place, which is to fix findings, and to write the same otherwise.

import type { Finding } from '../config/finding.ts';
import { editsBetween } from '../config/fixes/document-edits.ts';
import type { DocumentEdit, QuickFix } from '../config/fixes/fix.ts';
import { fixAll } from '../config/fixes/fix-all.ts';
import { quickFixes } from '../config/fixes/quick-fixes.ts';
import { suppressions } from '../config/fixes/suppress-lint.ts';
import { comparePositions, ordered, type Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { MAX_SHOWN } from './diagnostics.ts';
import { isAtEntry, mayBeSorted, refactorings } from './refactorings/refactorings.ts';
import { sortedById } from './refactorings/sort-entries.ts';

/** What is done to a whole file, such as when it is saved. */
const FIX_ALL = 'source.fixAll.luciScheduler';

const REFACTOR = 'refactor.rewrite';

export const CODE_ACTION_KINDS = ['quickfix', REFACTOR, FIX_ALL] as const;

type CodeActionKind = (typeof CODE_ACTION_KINDS)[number];

export interface ConfigAction {
  readonly kind: CodeActionKind;
  /** For a menu: a verb first, without a full stop. */
  readonly title: string;
  /** What it fixes; absent if that is no single finding. */
  readonly finding?: Finding;
  readonly isPreferred?: true;
  /** None of them overlap. Absent: `resolveAction` finds them, for there may be many. */
  readonly edits?: readonly DocumentEdit[];
  readonly large?: LargeAction;
}

/** What `resolveAction` has to know. */
export interface LargeAction {
  /** `fix`: all fixes that leave no doubt. `sort`: entries by their ids. */
  readonly what: 'fix' | 'sort';
  /** Of the findings to be fixed; absent: of all. */
  readonly code?: string;
}

/** Of so many findings in the range fixes are looked for: nobody reads a longer menu. */
const MAX_FINDINGS = 8;

/**
 * The actions for a range, those that fix what is wrong first. Findings that an editor is not shown have none. However large
 * the document is, it looks at the parts that findings in the range are in.
 * @param only kinds that are wanted, with what is below them; absent: all but those of `source`, which are for a whole file
 */
export function codeActions(
  document: ConfigDocument,
  range: Range,
  only?: readonly string[],
): readonly ConfigAction[] {
  const others = [...refactoringsAt(document, range, only), ...wholeFile(only)];
  if (!isWanted('quickfix', only)) return others;
  const { shown } = document.worstFindings(MAX_SHOWN);
  const here = shown.filter((finding) => touches(finding.range, ordered(range)));
  const found = here.slice(0, MAX_FINDINGS).map((finding) => actionsFor(document, finding, shown));
  const fixes = found.flatMap((actions) => actions.fixes);
  return [
    ...fixes.filter(({ isPreferred }) => isPreferred),
    ...fixes.filter(({ isPreferred }) => !isPreferred),
    ...found.flatMap((actions) => actions.ofKind),
    ...found.flatMap((actions) => actions.suppressions),
    ...others,
  ].filter(isFirstOfItsKind());
}

/** Several findings may have the same cure. */
function isFirstOfItsKind(): (action: ConfigAction) => boolean {
  const seen = new Set<string>();
  return ({ kind, title, edits, large }) => {
    const key = JSON.stringify([kind, title, edits, large]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

function refactoringsAt(
  document: ConfigDocument,
  range: Range,
  only: readonly string[] | undefined,
): readonly ConfigAction[] {
  if (!isWanted(REFACTOR, only)) return [];
  const { start } = ordered(range);
  const rewritten = refactorings(document, start).map(
    ({ title, edits }): ConfigAction => ({ kind: REFACTOR, title, edits }),
  );
  if (!isAtEntry(document, start) || !mayBeSorted(document)) return rewritten;
  const sort = { kind: REFACTOR, title: 'Sort jobs and triggers by id', large: { what: 'sort' } };
  return [...rewritten, sort as ConfigAction];
}

function wholeFile(only: readonly string[] | undefined): readonly ConfigAction[] {
  if (!only || !isWanted(FIX_ALL, only)) return [];
  return [
    { kind: FIX_ALL, title: 'Fix all findings that have one obvious fix', large: { what: 'fix' } },
  ];
}

interface ActionsOfFinding {
  readonly fixes: readonly ConfigAction[];
  /** At most one: the same for all findings of the code. */
  readonly ofKind: readonly ConfigAction[];
  readonly suppressions: readonly ConfigAction[];
}

function actionsFor(
  document: ConfigDocument,
  finding: Finding,
  shown: readonly Finding[],
): ActionsOfFinding {
  const { code } = finding;
  const fixes = quickFixes(document, finding);
  const like = shown.filter((other) => other.code === code).length;
  const ofKind: readonly ConfigAction[] =
    like > 1 && fixes.some(({ isPreferred }) => isPreferred)
      ? [
          {
            kind: 'quickfix',
            title: `Fix all ${code} in this file`,
            finding,
            large: { what: 'fix', code },
          },
        ]
      : [];
  const toAction = ({ title, edits, isPreferred }: QuickFix): ConfigAction => ({
    kind: 'quickfix',
    title,
    finding,
    edits,
    ...(isPreferred && { isPreferred }),
  });
  return {
    fixes: fixes.map(toAction),
    ofKind,
    suppressions: suppressions(document, finding).map(toAction),
  };
}

/** The edits of an action without any; empty if there is nothing to fix by now. Takes time linear in the document. */
export function resolveAction(
  document: ConfigDocument,
  { what, code }: LargeAction,
): readonly DocumentEdit[] {
  const { text } = document;
  if (what === 'sort') return editsBetween(text, sortedById(text));
  const wanted = (finding: Finding) => code === undefined || finding.code === code;
  return editsBetween(text, fixAll(document, wanted).text);
}

/** Kinds are dotted: what is below a wanted kind is wanted. */
function isWanted(kind: CodeActionKind, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}

function touches(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}
