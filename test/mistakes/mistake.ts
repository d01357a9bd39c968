// A mistake put into a config on purpose, and where a finding about it has to point.

import type { Span } from '../../src/text/span.ts';
import type { Config } from './real-configs.ts';

export interface Mistake {
  /** The config with the mistake in it. */
  readonly text: string;
  /** Where it is, in `text`: what is wrong, or what is missing where. */
  readonly at: Span;
  /** Another place that tells as much, such as the brace that nothing closes. */
  readonly orAt?: Span;
}

/** All the mistakes of one kind that a config has room for. */
export type MistakesOf = (config: Config) => readonly Mistake[];

/** `text` in place of `[start, end)`, which is the mistake. */
export function replaced({ text }: Config, { start, end }: Span, by: string): Mistake {
  return {
    text: text.slice(0, start) + by + text.slice(end),
    at: { start, end: start + by.length },
  };
}

/** `what` put in at an offset. */
export function inserted(config: Config, at: number, what: string): Mistake {
  return replaced(config, { start: at, end: at }, what);
}

/** The start and end of the line that `offset` is in, without its line end. */
export function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

/** Fields of which a message may have several. */
export const REPEATED_FIELDS: ReadonlySet<string> = new Set([
  'refs',
  'triggers',
  'acl_sets',
  'properties',
  'tags',
  'path_regexps',
  'path_regexps_exclude',
  'granted_to',
]);
