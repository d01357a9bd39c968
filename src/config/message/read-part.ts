// Reading of one part of a config: its messages, and every mistake in its text in the order of the service.

import type { MessageType } from '../../schema/schema.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { MendedSource } from '../../textproto/mending/mend.ts';
import { parseTextproto } from '../../textproto/parser.ts';
import type { Parse, TextError, TextErrorCode } from '../../textproto/tree.ts';
import { bindMessage } from './bind.ts';
import type { BoundPart } from './bound-part.ts';
import { mendPart } from './mend-part.ts';

/** Parses and binds. @param projectConfig the type of the whole config */
export function readPart(source: Source, projectConfig: MessageType): BoundPart {
  const read = (what: MendedSource) => readAsIs(what, projectConfig);
  const part = read({ source, strings: [] });
  if (part.textErrors.length === 0) return part;
  return mendPart(source, part, projectConfig, read);
}

function readAsIs({ source, strings }: MendedSource, projectConfig: MessageType): BoundPart {
  const parse = parseTextproto(source, strings);
  const part = bindParse(source, parse, projectConfig);
  const { imbalance } = parse;
  if (!imbalance) return part;
  const literal = bindParse(source, imbalance.literal, projectConfig);
  const textErrors = withVerdict(part.textErrors, literal.textErrors[0], imbalance.error);
  return { ...part, textErrors };
}

function bindParse(
  source: Source,
  { fields, errors }: Parse,
  projectConfig: MessageType,
): BoundPart {
  const textErrors: TextError[] = [];
  const root = bindMessage(source, fields, projectConfig, NOWHERE, textErrors);
  // Of two errors at one token, the service meets first the one that the type of a field decides.
  for (const error of errors) textErrors.push(error);
  if (textErrors.length > 1) textErrors.sort(inServiceOrder);
  return { root, textErrors };
}

const NOWHERE: Span = { start: 0, end: 0 };

function inServiceOrder(a: TextError, b: TextError): number {
  return a.raisedAt - b.raisedAt || rankOf(a) - rankOf(b);
}

/** A separator is missed before the item after it is looked at. */
function rankOf({ code, verdict = code, start, raisedAt }: TextError): number {
  return verdict === 'textproto-list-separator' && start === raisedAt ? 0 : 1;
}

/**
 * Errors as indentation explains them, in the order of the service, which knows no indentation: it stops at
 * `verdict`. If that is none of them, it is what the service makes of `brace`, unless a value is wrong by itself.
 */
function withVerdict(
  errors: readonly TextError[],
  verdict: TextError | undefined,
  brace: TextError | undefined,
): readonly TextError[] {
  if (!verdict) return errors;
  const { raisedAt } = verdict;
  const code = verdict.verdict ?? verdict.code;
  const isVerdict = (error: TextError) =>
    (error.verdict ?? error.code) === code && error.raisedAt === raisedAt;
  const known = errors.find(isVerdict);
  const first = known ?? (MADE_BY_BRACES.has(code) ? brace : undefined);
  const others = errors
    .filter((error) => error !== first)
    .map((error) => ({ ...error, raisedAt: Math.max(error.raisedAt, raisedAt) }));
  return [{ ...(first ?? verdict), verdict: code, raisedAt }, ...others];
}

/** What a missing or surplus brace may look like to a parser that takes it as it stands. */
const MADE_BY_BRACES: ReadonlySet<TextErrorCode> = new Set<TextErrorCode>([
  'textproto-unknown-field',
  'textproto-field-repeated',
  'textproto-missing-colon',
  'textproto-expected-message',
  'textproto-list-separator',
  'textproto-unexpected-eof',
  'textproto-bad-string',
]);
