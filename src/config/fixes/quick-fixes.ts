// Quick fixes for a finding: what families of fixes propose, each tried before anybody sees it.

import { lineStarts, offsetAt } from '../../text/lines.ts';
import type { Position, Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';
import type { ConfigPart } from '../document/config-part.ts';
import type { ProjectConfigDocument } from '../document/project-config-document.ts';
import type { Finding } from '../finding.ts';
import type { BoundPart } from '../message/bound-part.ts';
import { entriesOf } from '../message/entries.ts';
import { readPart } from '../message/read-part.ts';
import type { FixCandidate, QuickFix, SpanEdit } from './fix.ts';
import { type FixFamily, type FixRequest, placeOf } from './fix-request.ts';
import { familiesFor } from './fix-table.ts';
import {
  cures,
  isTextError,
  sourceWithEdits,
  type Verdict,
  verdictOf,
  verdictOfText,
} from './verify.ts';

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
  return new PartFixes(document, part, line)
    .of(finding)
    .map(({ title, edits, elsewhere = [], isPreferred }) => ({
      title,
      edits: [...edits.map((edit) => inDocument(edit, part, line)), ...elsewhere],
      isPreferred,
    }));
}

export function inDocument({ start, end, newText }: SpanEdit, part: ConfigPart, line: number) {
  return { range: part.range({ start, end }, line), newText };
}

/** The fixes for findings of one part of a document. What is known of the part is found out once, when it is needed. */
export class PartFixes {
  readonly #document: ProjectConfigDocument;
  readonly #part: ConfigPart;
  readonly #line: number;
  #verdict: Verdict | undefined;
  #read: { readonly part: BoundPart; readonly starts: readonly number[] } | undefined;

  /** @param line of the document at which the part starts */
  constructor(document: ProjectConfigDocument, part: ConfigPart, line: number) {
    this.#document = document;
    this.#part = part;
    this.#line = line;
  }

  /** What there is to say about the part as it is. */
  get verdict(): Verdict {
    this.#verdict ??= verdictOf(this.#part);
    return this.#verdict;
  }

  /** As `quickFixes`, before they are those of the document. */
  of(finding: Finding): readonly LocalFix[] {
    if (this.#part.text.length > MAX_PART) return [];
    const families = familiesFor(finding.code);
    if (families.length === 0) return [];
    const trials = new Trials(this.#request(finding), this.verdict);
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

  /**
   * The only fix for a finding that may be made without asking, as far as can be told without trying any; undefined if there
   * is none, or if one has to be tried to tell.
   */
  untried(finding: Finding): FixCandidate | undefined {
    if (this.#part.text.length > MAX_PART) return undefined;
    const families = familiesFor(finding.code);
    if (families.length === 0) return undefined;
    const request = this.#request(finding);
    const candidates = families.flatMap((family) => family(request));
    // Of the ways to read a text, each has to be tried.
    if (isTextError(finding.code) && candidates.length > 1) return undefined;
    const [only, ...others] = candidates.filter(({ unsure }) => unsure !== true);
    return only && others.length === 0 && changes(this.#part.text, only) ? only : undefined;
  }

  /** How many characters each trial reads. */
  get length(): number {
    return this.#part.text.length;
  }

  /** True if these edits, none of which overlap, cure findings of these codes and nothing comes up. */
  areCured(codes: readonly string[], edits: readonly SpanEdit[]): boolean {
    const after = sourceWithEdits(this.#part, edits);
    return cures(codes, this.verdict, verdictOfText(after, this.#document.options));
  }

  #request(finding: Finding): FixRequest {
    const document = this.#document;
    const source = this.#part;
    const { options } = document;
    this.#read ??= {
      part: readPart(source, options.registry.projectConfig),
      starts: lineStarts(source.text),
    };
    const { part, starts } = this.#read;
    const offset = ({ line, character }: Position) =>
      offsetAt(source.text, starts, { line: line - this.#line, character });
    const span = { start: offset(finding.range.start), end: offset(finding.range.end) };
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
    const verdict = verdictOfText(after, options);
    if (!cures([finding.code], this.#before, verdict)) return undefined;
    return { candidate, errors: verdict.errors };
  }
}

function changes(text: string, { edits }: FixCandidate): boolean {
  return edits.some(({ start, end, newText }) => text.slice(start, end) !== newText);
}

function withPreferred(tried: readonly Tried[]): readonly LocalFix[] {
  const isSure = ({ candidate }: Tried) => candidate.unsure !== true;
  const sure = tried.filter(isSure);
  return tried.slice(0, MAX_FIXES).map((one) => ({
    ...one.candidate,
    isPreferred: sure.length === 1 && isSure(one),
  }));
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
