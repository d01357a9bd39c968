// The words in which an agreement is told.

import { type Agreement, type Disagreement, type Tally, total } from './agreement.ts';

/** How many disagreements, and how many differences of each, are shown. */
const SHOWN_DISAGREEMENTS = 5;
const SHOWN_DIFFERENCES = 3;
const SHOWN_LENGTH = 300;

/** A line for the kind, and one for each of what it consists of; after them the first disagreements. */
export function report(kind: string, agreement: Agreement): string {
  const { tallies, disagreements } = agreement;
  const lines = [`${kind.padEnd(8)} ${told(total(agreement))}`];
  if (tallies.size > 1) {
    for (const [name, tally] of tallies) lines.push(`  ${name.padEnd(20)} ${told(tally)}`);
  }
  lines.push(...disagreements.slice(0, SHOWN_DISAGREEMENTS).flatMap(disagreementLines));
  const rest = disagreements.length - SHOWN_DISAGREEMENTS;
  if (rest > 0) lines.push(`  … and ${rest} more disagreements`);
  return lines.join('\n');
}

function told({ agreed, compared, tieSensitive }: Tally): string {
  const all = `${agreed} of ${compared}`;
  if (tieSensitive.compared === 0) return all;
  return `${all}; tie-sensitive, apart: ${tieSensitive.agreed} of ${tieSensitive.compared}`;
}

function disagreementLines({ id, differences }: Disagreement): readonly string[] {
  const shown = differences
    .slice(0, SHOWN_DIFFERENCES)
    .flatMap(({ path, expected, got }) => [
      `    at ${path || 'the whole output'}`,
      `      expected ${shownValue(expected)}`,
      `      got      ${shownValue(got)}`,
    ]);
  const rest = differences.length - SHOWN_DIFFERENCES;
  return [`  ${id}`, ...shown, ...(rest > 0 ? [`    … and ${rest} more differences`] : [])];
}

function shownValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
