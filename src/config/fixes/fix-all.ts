// All fixes that leave no doubt, made one after the other until there are none.

import { comparePositions } from '../../text/range.ts';
import type { ProjectConfigDocument } from '../document/project-config-document.ts';
import type { Finding } from '../finding.ts';
import { withDocumentEdits } from './document-edits.ts';
import type { DocumentEdit } from './fix.ts';
import { PartPlan } from './part-plan.ts';
import { inDocument, PartFixes } from './quick-fixes.ts';

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
    current =
      current === document || edits.length > FEW
        ? withEdits(current, edits)
        : edited(current, edits);
  }
  return { text: current.text, count };
}

/** So many edits are made one by one sooner than a document is read again. */
const FEW = 50;

function withEdits(document: ProjectConfigDocument, edits: readonly DocumentEdit[]) {
  return document.withText(withDocumentEdits(document.text, edits));
}

/** Changes the document. */
function edited(document: ProjectConfigDocument, edits: readonly DocumentEdit[]) {
  const upwards = edits.toSorted((a, b) => comparePositions(b.range.start, a.range.start));
  for (const { range, newText } of upwards) document.edit(range, newText);
  return document;
}

interface Round {
  readonly edits: readonly DocumentEdit[];
  readonly fixes: number;
}

/** The fixes that can be made at once: of each part those that get along with each other. */
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
    const plan = new PartPlan(new PartFixes(document, part, line), claimed, fixes === 0);
    plan.add(findings);
    for (const edit of plan.edits) edits.push(inDocument(edit, part, line));
    fixes += plan.fixes;
    // What is in several parts is made alone: other fixes may change the same places.
    if (plan.elsewhere.length > 0) return { edits: [...edits, ...plan.elsewhere], fixes };
  }
  return { edits, fixes };
}
