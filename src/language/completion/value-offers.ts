// What is offered where a value may stand that is not in quotes.

import { durationWords } from '../../schedule/schedule-words.ts';
import type { FieldType } from '../../schema/schema.ts';
import { skipBlanksAndComments } from '../../textproto/lexer.ts';
import type { Place } from '../place-at-offset.ts';
import type { CompletionContext } from './completion-context.ts';
import type { Offer } from './offer.ts';
import { messageSkeleton } from './skeletons.ts';
import { stringOffers } from './string-offers.ts';

type WordPlace = Extract<Place, { kind: 'word' }>;

/** What ends a bare word and starts nothing. */
const COMMIT = [' ', ',', ';', '}'];

export function valueOffers(context: CompletionContext, place: WordPlace): readonly Offer[] {
  const { field, word } = place;
  const { type } = field;
  if (!type || isFollowedByValue(context, place)) return [];
  const range = context.rangeOf(word);
  const { type: kind } = type;
  if (kind.kind === 'message') {
    const label = `{ … }`;
    const insertion = messageSkeleton(kind.message);
    return [
      { kind: 'block', label, detail: kind.message.name, rank: 0, range, insertion, filter: '' },
    ];
  }
  if (kind.kind === 'enum') {
    return kind.enum.values.map(({ name, number }) => ({
      kind: 'enum-value',
      label: name,
      rank: number === 0 ? 1 : 0,
      range,
      insertion: [name],
      commit: COMMIT,
      doc: { type: kind.enum.fullName, name },
    }));
  }
  if (kind.scalar === 'bool') {
    return ['true', 'false'].map((label, rank) => ({
      kind: 'value',
      label,
      rank,
      range,
      insertion: [label],
      commit: COMMIT,
    }));
  }
  if (kind.scalar === 'string') return stringOffers(context, place);
  return numberOffers(type).map(([label, detail], rank) => ({
    kind: 'value',
    label,
    detail,
    rank,
    range,
    insertion: [label],
    commit: COMMIT,
  }));
}

/** Something stands behind the cursor that is the value already, or would become part of it. */
function isFollowedByValue(
  { text }: CompletionContext,
  { field, word, inList }: WordPlace,
): boolean {
  const next = text.charAt(skipBlanksAndComments(text, word.end));
  if (next !== '' && ':{<['.includes(next)) return true;
  if (word.end > word.start) return false;
  if (!inList) return field.values.length > 0 || field.messages.length > 0;
  // Between two items there is a comma on one side at least.
  return !/[[,]\s*$/.test(text.slice(0, word.start)) || !/[\],]/.test(next);
}

const SECOND = 1_000_000_000n;

/** Values of numbers that people write, with what they mean. */
function numberOffers({ name }: FieldType): readonly (readonly [value: string, meaning: string])[] {
  const seconds = (...values: readonly number[]) =>
    values.map((value) => [`${value}`, durationWords(BigInt(value) * SECOND)] as const);
  switch (name) {
    case 'max_concurrent_invocations':
      return [
        ['1', 'one at a time: the default'],
        ['2', 'two at a time'],
        ['5', 'five at a time'],
      ];
    case 'max_batch_size':
      return [
        ['1', 'one trigger for each invocation'],
        ['1000', 'the default, and all that can wait'],
      ];
    case 'log_base':
      return [
        ['2', 'of 8 triggers 3 are taken, of 1000 triggers 9'],
        ['1.5', 'of 8 triggers 5 are taken, of 1000 triggers 17'],
        ['10', 'of 8 triggers 1 is taken, of 1000 triggers 3'],
      ];
    case 'seconds':
      return seconds(3600, 86_400, 604_800);
    case 'timeout_sec':
      return seconds(60, 120, 480).map(([value, words], i) =>
        i === 0 ? [value, `${words}: the default`] : [value, words],
      );
    case 'sleep_ms':
      return [
        ['1000', '1 second'],
        ['20000', '20 seconds: the default'],
      ];
    default:
      return [];
  }
}
