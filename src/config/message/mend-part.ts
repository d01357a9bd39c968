// Search for what the author of a text with errors meant: the mends that leave the fewest errors.

import type { MessageType } from '../../schema/schema.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { explainConflicts } from '../../textproto/mending/conflict-markers.ts';
import { explanationsOf } from '../../textproto/mending/explanations.ts';
import { type Explanation, type Mend, mended } from '../../textproto/mending/mend.ts';
import type { TextError, TextErrorCode } from '../../textproto/tree.ts';
import { looksLikeUtf16 } from '../../textproto/utf16.ts';
import type { BoundPart } from './bound-part.ts';
import { fieldNamesOf } from './field-names.ts';

/** Reads a source, without mends of its own. */
export type Read = (source: ReturnType<typeof mended>) => BoundPart;

/** What is read altogether, in characters, before the rest of the errors are left as they are. */
const BUDGET = 400_000;

/** What it takes to look around an error, in the same measure. */
const COST_OF_ERROR = 2000;

/**
 * A part with errors, read as its author may have meant it: of a mistake that makes several errors one is left, about
 * the mistake.
 * @param first how it reads as it stands; has an error
 */
export function mendPart(
  source: Source,
  first: BoundPart,
  projectConfig: MessageType,
  read: Read,
): BoundPart {
  const [verdict] = first.textErrors;
  if (!verdict) return first;
  // Nothing else in the text is wrong, so that nothing could be better.
  if (first.textErrors.length === 1 && verdict.code === 'textproto-missing-brace') return first;
  if (looksLikeUtf16(source.text)) {
    const { raisedAt } = verdict;
    const message = 'This file looks like UTF-16: save it as UTF-8.';
    const error = { ...verdict, message, start: raisedAt, end: raisedAt + 2 };
    return { ...first, textErrors: [{ ...error, end: Math.min(error.end, source.text.length) }] };
  }
  const search = new MendSearch(source, first, verdict, read);
  search.accept(explainConflicts(source.text));
  const { isField, isTextField } = fieldNamesOf(projectConfig);
  search.run((text, error, onlyBetter) =>
    explanationsOf({ text, error, isField, isTextField }, onlyBetter),
  );
  return search.result();
}

class MendSearch {
  readonly #source: Source;
  readonly #read: Read;
  readonly #verdict: TextError;
  #budget = BUDGET;
  #mends: readonly Mend[] = [];
  #explained: readonly ExplainedError[] = [];
  #current: BoundPart;
  /** The errors of `#current` that are not part of an explained one. */
  #open: readonly TextError[];

  constructor(source: Source, first: BoundPart, verdict: TextError, read: Read) {
    this.#source = source;
    this.#read = read;
    this.#verdict = verdict;
    this.#current = first;
    this.#open = first.textErrors;
  }

  /** Takes explanations that leave no doubt. */
  accept(explanations: readonly Explanation[]): void {
    if (explanations.length === 0) return;
    const explained = explanations.map((explanation): ExplainedError => {
      const { start, end } = explanation;
      if (start <= this.#verdict.raisedAt && this.#verdict.raisedAt <= end) {
        return { error: explainedBy(explanation, this.#verdict), explanation };
      }
      const { message = '', code = 'textproto-unknown-field' } = explanation;
      return { error: { code, message, start, end, raisedAt: start }, explanation };
    });
    const attempt = this.#attempt(
      explanations.flatMap(({ mends }) => mends),
      explained,
    );
    if (attempt) this.#take(attempt);
  }

  run(
    explanationsOf: (text: string, error: TextError, onlyBetter: boolean) => readonly Explanation[],
  ): void {
    // No explanation could be tried, and finding one takes a look at all of the text.
    if (this.#source.text.length > this.#budget) return;
    for (let i = 0; i < this.#open.length; ) {
      const error = this.#open[i];
      this.#budget -= COST_OF_ERROR;
      if (!error || this.#budget < 0) return;
      const text = mended(this.#source, this.#mends).source.text;
      // Others would have to leave fewer errors than none.
      const onlyBetter = this.#open.length === 1;
      const found = explanationsOf(text, error, onlyBetter);
      const { raisedAt, start } = error;
      // Where the service stops says more, at times, than where the mistake seems to be.
      const there = { ...error, code: verdictOf(error), start: raisedAt, end: raisedAt };
      const elsewhere = raisedAt === start ? [] : explanationsOf(text, there, onlyBetter);
      const best = this.#best(error, [...found, ...elsewhere]);
      if (best) this.#take(best);
      else i++;
    }
  }

  #best(error: TextError, explanations: readonly Explanation[]): Attempt | undefined {
    let best: Attempt | undefined;
    for (const explanation of explanations) {
      const limit = best ? best.open.length : this.#open.length - (explanation.better ? 0 : 1);
      // Nothing leaves fewer errors than none.
      if (limit <= 0) continue;
      const explained = { error: explainedBy(explanation, error), explanation };
      const attempt = this.#attempt(explanation.mends, [explained]);
      if (!attempt) return best;
      const { length } = attempt.open;
      const isError = error === this.#verdict || this.#keepsVerdict(attempt);
      if (length < limit && isError) best = attempt;
    }
    return best;
  }

  #keepsVerdict({ explained, open }: Attempt): boolean {
    return explained.some(({ error }) => this.#isVerdict(error)) || open.some(this.#isVerdict);
  }

  readonly #isVerdict = (error: TextError): boolean =>
    error.raisedAt === this.#verdict.raisedAt && verdictOf(error) === verdictOf(this.#verdict);

  #attempt(mends: readonly Mend[], explained: readonly ExplainedError[]): Attempt | undefined {
    this.#budget -= this.#source.text.length;
    if (this.#budget < 0) return undefined;
    const all = {
      mends: [...this.#mends, ...mends],
      explained: [...this.#explained, ...explained],
    };
    const part = this.#read(mended(this.#source, all.mends));
    const open = part.textErrors.filter(
      (error) => !all.explained.some((outer) => holds(outer.error, error)),
    );
    return { ...all, part, open };
  }

  #take({ mends, explained, part, open }: Attempt): void {
    this.#mends = mends;
    this.#explained = explained;
    this.#current = part;
    this.#open = open;
  }

  result(): BoundPart {
    if (this.#explained.length === 0) return this.#current;
    const { raisedAt } = this.#verdict;
    const explanationOf = new Map(
      this.#explained.map(({ error, explanation }) => [error, explanation]),
    );
    const all = [...explanationOf.keys(), ...this.#open];
    const first = all.find(this.#isVerdict) ?? this.#verdict;
    const explanations = new Map<TextError, Explanation>();
    const told = (error: TextError, from: TextError): TextError => {
      const explanation = explanationOf.get(from);
      if (explanation) explanations.set(error, explanation);
      return error;
    };
    const others = all
      .filter((error) => error !== first)
      .map((error) => told({ ...error, raisedAt: Math.max(error.raisedAt, raisedAt) }, error))
      .sort((a, b) => a.raisedAt - b.raisedAt);
    return { ...this.#current, textErrors: [told(first, first), ...others], explanations };
  }
}

interface ExplainedError {
  readonly error: TextError;
  readonly explanation: Explanation;
}

interface Attempt {
  readonly mends: readonly Mend[];
  readonly explained: readonly ExplainedError[];
  readonly part: BoundPart;
  readonly open: readonly TextError[];
}

function explainedBy({ start, end, message, code }: Explanation, error: TextError): TextError {
  return {
    code: code ?? error.code,
    verdict: verdictOf(error),
    message: message ?? error.message,
    start,
    end,
    raisedAt: error.raisedAt,
  };
}

function verdictOf({ code, verdict }: TextError): TextErrorCode {
  return verdict ?? code;
}

function holds(outer: Span, { start, end }: Span): boolean {
  return outer.start <= start && end <= outer.end && outer.start < outer.end;
}
