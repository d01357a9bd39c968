// All fixes that leave no doubt, made one after the other until there are none.

import type { ProjectConfigDocument } from '../document/project-config-document.ts';
import type { Finding } from '../finding.ts';
import { withDocumentEdits } from './document-edits.ts';
import type { DocumentEdit, SpanEdit } from './fix.ts';
import { inDocument, localFixes } from './quick-fixes.ts';
import { isTextError, sourceWithEdits, verdictOf } from './verify.ts';

export interface Fixed {
  readonly text: string;
  /** How many fixes were made. */
  readonly count: number;
}

/** Each round leaves fewer findings; but nobody waits for ever for a mistake of ours. */
const MAX_ROUNDS = 50;

/**
 * The text of the document with all preferred fixes of the findings that are wanted, and of those that come to light by
 * them. Each fix leaves fewer findings than there were. The document stays as it is.
 */
export function fixAll(
  document: ProjectConfigDocument,
  isWanted: (finding: Finding) => boolean = () => true,
): Fixed {
  let current = document;
  let count = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { edits, fixes } = fixesOfRound(current, isWanted);
    if (fixes === 0) break;
    count += fixes;
    current = current.withText(withDocumentEdits(current.text, edits));
  }
  return { text: current.text, count };
}

interface Round {
  readonly edits: readonly DocumentEdit[];
  readonly fixes: number;
}

/** The fixes that can be made at once: of each part those that get along with each other, or else one. */
function fixesOfRound(
  document: ProjectConfigDocument,
  isWanted: (finding: Finding) => boolean,
): Round {
  const byPart = new Map<number, Finding[]>();
  for (const finding of document.eachFinding()) {
    if (!isWanted(finding)) continue;
    const { line } = document.partAt(finding.range.start);
    const known = byPart.get(line);
    if (known) known.push(finding);
    else byPart.set(line, [finding]);
  }
  const edits: DocumentEdit[] = [];
  const claimed = new Set<string>();
  let fixes = 0;
  for (const [line, findings] of byPart) {
    const { part } = document.partAt({ line, character: 0 });
    const chosen: SpanEdit[] = [];
    const first: SpanEdit[] = [];
    let n = 0;
    for (const finding of findings) {
      const fix = localFixes(document, finding, part, line).find(({ isPreferred }) => isPreferred);
      if (!fix || (fix.claims !== undefined && claimed.has(fix.claims))) continue;
      if (fix.claims !== undefined) claimed.add(fix.claims);
      if (fix.elsewhere?.length) {
        // What is in several parts is made alone: other fixes may change the same places.
        if (fixes + n > 0) continue;
        const here = fix.edits.map((edit) => inDocument(edit, part, line));
        return { edits: [...here, ...fix.elsewhere], fixes: 1 };
      }
      if (chosen.some((edit) => fix.edits.some((other) => touch(edit, other)))) continue;
      if (first.length === 0) first.push(...fix.edits);
      chosen.push(...fix.edits);
      n++;
    }
    if (n === 0) continue;
    const together = n === 1 || isBetter(document, part, chosen, n);
    for (const edit of together ? chosen : first) edits.push(inDocument(edit, part, line));
    fixes += together ? n : 1;
  }
  return { edits, fixes };
}

/** Fixes that were each tried alone leave as many findings fewer together, and no more of any code. */
function isBetter(
  { options }: ProjectConfigDocument,
  part: Parameters<typeof verdictOf>[0],
  edits: readonly SpanEdit[],
  fixes: number,
): boolean {
  const before = verdictOf(part, options);
  const after = verdictOf(sourceWithEdits(part, edits), options);
  let gone = 0;
  for (const [code, count] of before.counts) gone += count - (after.counts.get(code) ?? 0);
  const isNew = [...after.counts].some(
    ([code, count]) => isTextError(code) && count > (before.counts.get(code) ?? 0),
  );
  return gone >= fixes && !isNew;
}

function touch(a: SpanEdit, b: SpanEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
