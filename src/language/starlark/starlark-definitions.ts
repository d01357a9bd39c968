// The places in a Starlark file that a job of a generated config may come from.

import { lineStarts, positionAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import type { Span } from '../../text/span.ts';
import { fileConstants, readStringSum, type StringSum, sumValues } from './starlark-constants.ts';
import { type StarlarkToken, starlarkTokens } from './starlark-tokens.ts';

export interface StarlarkPlaces {
  /** Values of `name = …` in a call that are the id. */
  readonly named: readonly Range[];
  /** Other strings that are the id, such as the argument of a function that makes jobs. */
  readonly mentioned: readonly Range[];
}

const NOTHING: StarlarkPlaces = { named: [], mentioned: [] };

/**
 * Looks for the id of a job or trigger in a Starlark file, without running it: strings, sums of strings, and constants of
 * the same file. lucicfg puts the bucket before the name, with a hyphen, where several buckets have a builder of the name:
 * so does this, with the `bucket` of the same call. Takes time linear in the text; the text may be anything.
 * @param id not empty
 */
export function starlarkPlaces(text: string, id: string): StarlarkPlaces {
  // What the id ends with must be there, or a sum that makes it.
  const last = /[^-]*-?$/.exec(id)?.[0] ?? id;
  if (!text.includes(last) && !text.includes('+')) return NOTHING;
  const tokens = starlarkTokens(text);
  const evaluate = sumValues(fileConstants(tokens));
  const named: Span[] = [];
  for (const { name, nameSpan, bucket } of callsWithName(tokens)) {
    const value = evaluate(name);
    if (value === undefined || !id.endsWith(value)) continue;
    const inBucket = bucket && evaluate(bucket);
    if (value === id || (inBucket && `${inBucket}-${value}` === id)) named.push(nameSpan);
  }
  const taken = new Set(named.map(({ start }) => start));
  const mentioned = tokens.filter(
    ({ kind, text: value, start }) => kind === 'string' && value === id && !taken.has(start),
  );
  if (named.length === 0 && mentioned.length === 0) return NOTHING;
  const starts = lineStarts(text);
  const toRange = ({ start, end }: Span) => ({
    start: positionAt(starts, start),
    end: positionAt(starts, end),
  });
  return { named: named.map(toRange), mentioned: mentioned.map(toRange) };
}

interface Call {
  readonly name: StringSum;
  readonly nameSpan: Span;
  readonly bucket: StringSum | undefined;
}

/** The calls with an argument `name`, in the order of their closers. */
function* callsWithName(tokens: readonly StarlarkToken[]): Generator<Call> {
  const open: { name?: StringSum; nameSpan?: Span; bucket?: StringSum }[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'other' && '([{'.includes(token.text)) open.push({});
    else if (token.kind === 'other' && ')]}'.includes(token.text)) {
      const { name, nameSpan, bucket } = open.pop() ?? {};
      if (name && nameSpan) yield { name, nameSpan, bucket };
    } else if (token.kind === 'name' && (token.text === 'name' || token.text === 'bucket')) {
      const call = open.at(-1);
      const before = tokens[i - 1]?.text;
      if (!call || (before !== '(' && before !== ',') || tokens[i + 1]?.text !== '=') continue;
      const read = readStringSum(tokens, i + 2);
      if (!read) continue;
      if (token.text === 'bucket') {
        call.bucket ??= read.sum;
        continue;
      }
      const start = tokens[i + 2]?.start ?? token.end;
      call.name ??= read.sum;
      call.nameSpan ??= { start, end: tokens[read.next - 1]?.end ?? start };
    }
  }
}
