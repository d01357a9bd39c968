// Quick fixes for a finding: what families of fixes propose, each tried before anybody sees it.

import { lineStarts, offsetAt } from '../../text/lines.ts';
import type { Position, Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';
import type { ConfigPart } from '../document/config-part.ts';
import type { ProjectConfigDocument } from '../document/project-config-document.ts';
import type { Finding } from '../finding.ts';
import { entriesOf } from '../message/entries.ts';
import { readPart } from '../message/read-part.ts';
import type { FixCandidate, QuickFix, SpanEdit } from './fix.ts';
import { type FixFamily, type FixRequest, placeOf } from './fix-request.ts';
import { familiesFor } from './fix-table.ts';
import { cures, isTextError, sourceWithEdits, type Verdict, verdictOf } from './verify.ts';

/** A longer part, such as a file in one line, takes longer than anybody waits for a menu. */
const MAX_PART = 100_000;

/** So many candidates are tried at most, and so many characters read for that. */
const MAX_TRIALS = 24;
const MAX_READ = 400_000;

/** More choices are a list to read, not a fix. */
const MAX_FIXES = 4;

/** A fix with the part that it is in, before it is one of the document. */
export interface LocalFix extends FixCandidate {
  readonly isPreferred: boolean;
}

/**
 * The fixes for a finding of the document, the likeliest first; empty if there is none that leaves its part without the
 * finding and with nothing new. What a text error has hidden may come up.
 *
 * Looks at one part of the document, however long that is, and at nothing in a part of more than 100,000 characters.
 */
export function quickFixes(document: ProjectConfigDocument, finding: Finding): readonly QuickFix[] {
  const { part, line } = document.partAt(finding.range.start);
  return localFixes(document, finding, part, line).map(
    ({ title, edits, elsewhere = [], isPreferred }) => ({
      title,
      edits: [...edits.map((edit) => inDocument(edit, part, line)), ...elsewhere],
      isPreferred,
    }),
  );
}

export function inDocument({ start, end, newText }: SpanEdit, part: ConfigPart, line: number) {
  return { range: part.range({ start, end }, line), newText };
}

/** @param line of the document at which the part starts */
export function localFixes(
  document: ProjectConfigDocument,
  finding: Finding,
  part: ConfigPart,
  line: number,
): readonly LocalFix[] {
  if (part.text.length > MAX_PART) return [];
  const families = familiesFor(finding.code);
  if (families.length === 0) return [];
  const { options } = document;
  const request = requestFor(document, finding, part, line);
  const before = verdictOf(part, options);
  const trials = new Trials(request, before);
  if (!isTextError(finding.code)) {
    return withPreferred(families.flatMap((family) => trials.good(family)));
  }
  const byFamily = families.map((family) => trials.good(family));
  // Of the ways to read a text, the one that leaves the fewest errors is meant.
  const least = Math.min(...byFamily.flat().map(({ errors }) => errors));
  for (const good of byFamily) {
    const best = good.filter(({ errors }) => errors === least);
    if (best.length > 0) return withPreferred(best);
  }
  return [];
}

interface Tried {
  readonly candidate: FixCandidate;
  /** How many errors the part has with it. */
  readonly errors: number;
}

class Trials {
  readonly #request: FixRequest;
  readonly #before: Verdict;
  #left: number;

  constructor(request: FixRequest, before: Verdict) {
    this.#request = request;
    this.#before = before;
    this.#left = Math.min(MAX_TRIALS, MAX_READ / Math.max(1, request.source.text.length));
  }

  /** What a family proposes and turns out to be good; of the same thing at several places, the first place. */
  good(family: FixFamily): readonly Tried[] {
    const good: Tried[] = [];
    for (const candidate of family(this.#request)) {
      const isSame = ({ candidate: { title } }: Tried) => title === candidate.title;
      if (this.#left < 1) break;
      const tried = this.#try(candidate);
      if (!tried) continue;
      const same = good.findIndex(isSame);
      const known = good[same];
      if (!known) good.push(tried);
      else if (tried.errors < known.errors) good[same] = tried;
    }
    return good;
  }

  #try(candidate: FixCandidate): Tried | undefined {
    const { source, finding, options } = this.#request;
    const after = sourceWithEdits(source, candidate.edits);
    if (after.text === source.text) return undefined;
    this.#left--;
    const verdict = verdictOf(after, options);
    if (!cures(finding.code, this.#before, verdict)) return undefined;
    return { candidate, errors: verdict.errors };
  }
}

function withPreferred(tried: readonly Tried[]): readonly LocalFix[] {
  const isSure = ({ candidate }: Tried) => candidate.unsure !== true;
  const sure = tried.filter(isSure);
  return tried.slice(0, MAX_FIXES).map((one) => ({
    ...one.candidate,
    isPreferred: sure.length === 1 && isSure(one),
  }));
}

function requestFor(
  document: ProjectConfigDocument,
  finding: Finding,
  source: ConfigPart,
  line: number,
): FixRequest {
  const { options } = document;
  const span = spanIn(source.text, finding, line);
  const part = readPart(source, options.registry.projectConfig);
  const isIt = (error: Span & { readonly code: string }) =>
    error.code === finding.code && error.start === span.start && error.end === span.end;
  return {
    finding,
    span,
    source,
    part,
    error: part.textErrors.find(isIt),
    entry: entriesOf(part).find(
      (entry) => entry.span.start <= span.start && span.end <= entry.span.end,
    ),
    place: placeOf(part.root, span),
    ids: {
      has: (id) => document.has(id),
      closestTo: (id) => document.closestId(id),
      referencesTo: (id) => referencesTo(document, id),
    },
    options,
  };
}

/** Where a finding is in the text of its part. */
function spanIn(text: string, { range }: Finding, line: number): Span {
  const starts = lineStarts(text);
  const offset = ({ line: at, character }: Position) =>
    offsetAt(text, starts, { line: at - line, character });
  return { start: offset(range.start), end: offset(range.end) };
}

/** Where `triggers` name the id: the strings, with their quotes. */
function referencesTo(document: ProjectConfigDocument, id: string): readonly Range[] {
  return document
    .referrersTo([id])
    .flatMap(({ entry, part, line }) =>
      entry.targets
        .filter((target) => target.id === id)
        .map((target) => part.range(target.span, line)),
    );
}
