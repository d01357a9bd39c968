// Trial of a fix: what there is to say about a part of a config before it and after.

import { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import {
  type AnalysisOptions,
  analysePart,
  type PartAnalysis,
} from '../document/entry-analysis.ts';
import { type LocalFinding, severityOf } from '../finding.ts';
import type { SpanEdit } from './fix.ts';

/** How many findings there are of each code, in different places. */
export interface Verdict {
  readonly counts: ReadonlyMap<string, number>;
  /** How many of them are errors. */
  readonly errors: number;
}

type Analysed = Pick<PartAnalysis, 'textErrors' | 'entries' | 'lints'>;

/** Of what can be said of a part whatever the others are. */
export function verdictOf(analysed: Analysed): Verdict {
  const counts = new Map<string, number>();
  let errors = 0;
  const seen = new Set<string>();
  for (const { code, isError, place } of told(analysed)) {
    // The service says some things twice (validation.md B8a and B8b), the second time only if nothing else is wrong.
    if (seen.has(place)) continue;
    seen.add(place);
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if (isError) errors++;
  }
  return { counts, errors };
}

/** The same of a text that is no part of any document. */
export function verdictOfText(source: Source, options: AnalysisOptions): Verdict {
  return verdictOf(analysePart(source, options));
}

function* told({ textErrors, entries, lints }: Analysed) {
  for (const error of textErrors) yield { code: error.code, isError: true, place: placeOf(error) };
  for (const entry of entries) {
    for (const finding of [...entry.beforeReferences, ...entry.afterReferences, ...entry.lints])
      yield toldOf(finding);
  }
  for (const finding of lints) yield toldOf(finding);
}

function toldOf(finding: LocalFinding) {
  const { code } = finding;
  return { code, isError: severityOf(finding) === 'error', place: placeOf(finding) };
}

function placeOf({ code, start, end }: Span & { readonly code: string }): string {
  return `${code} ${start} ${end}`;
}

/**
 * True if a finding of each of these codes is gone, of a code that is there twice two of them, and nothing has come up. What
 * a text error has hidden may come up when it is gone: what is not readable is not looked at.
 */
export function cures(codes: readonly string[], before: Verdict, after: Verdict): boolean {
  const wanted = new Map<string, number>();
  for (const code of codes) wanted.set(code, (wanted.get(code) ?? 0) + 1);
  for (const [code, count] of wanted) {
    const known = before.counts.get(code) ?? 0;
    // What other parts say of it is not counted here.
    if (known > 0 && (after.counts.get(code) ?? 0) > Math.max(0, known - count)) return false;
  }
  const mayReveal = codes.some(isTextError);
  for (const [other, count] of after.counts) {
    if (count <= (before.counts.get(other) ?? 0)) continue;
    if (!mayReveal || isTextError(other)) return false;
  }
  return true;
}

export function isTextError(code: string): boolean {
  return code.startsWith('textproto-');
}

/** A text with edits, none of which overlap. */
function withEdits(text: string, edits: readonly SpanEdit[]): string {
  let from = 0;
  let edited = '';
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start)) {
    edited += text.slice(from, start) + newText;
    from = end;
  }
  return edited + text.slice(from);
}

export function sourceWithEdits({ text, continues }: Source, edits: readonly SpanEdit[]): Source {
  return new Source(withEdits(text, edits), continues);
}
