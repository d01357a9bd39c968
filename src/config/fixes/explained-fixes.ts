// Fixes of text errors that somebody has found the reason of: what an explanation says is what to write.

import { curesOf } from '../../textproto/mending/cure.ts';
import { explanationsOf } from '../../textproto/mending/explanations.ts';
import type { Cure, Explanation } from '../../textproto/mending/mend.ts';
import { fieldNamesOf } from '../message/field-names.ts';
import type { FixCandidate } from './fix.ts';
import type { FixRequest } from './fix-request.ts';

/** The cure of the explanation that was chosen for the error. */
export function fixesExplained({ part, error, source }: FixRequest): readonly FixCandidate[] {
  const explanation = error && part.explanations?.get(error);
  return explanation ? candidates(source.text, [explanation]) : [];
}

/** The cures of all explanations that there are for an error: one that no reading needed may have a cure all the same. */
export function fixesExplainable({ error, source, options }: FixRequest): readonly FixCandidate[] {
  if (!error) return [];
  const { isField, isTextField } = fieldNamesOf(options.registry.projectConfig);
  const { text } = source;
  return candidates(text, explanationsOf({ text, error, isField, isTextField }));
}

function candidates(text: string, explanations: readonly Explanation[]): readonly FixCandidate[] {
  return explanations
    .flatMap((explanation) => curesOf(text, explanation))
    .map((cure) => candidate(text, cure));
}

function candidate(text: string, { title, replacements, unsure }: Cure): FixCandidate {
  const edits = replacements.map(({ start, end, by }) => {
    const isBetweenBlanks = by === '' && text[start - 1] === ' ' && text[end] === ' ';
    return { start, end: isBetweenBlanks ? end + 1 : end, newText: by };
  });
  return { title, edits, ...(unsure && { unsure }) };
}
