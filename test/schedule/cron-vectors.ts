// Answers of the service's cron library about many expressions.

import { readFileSync } from 'node:fs';

export interface CronVector {
  readonly expr: string;
  readonly valid: boolean;
  readonly from: string;
  /** The next three times, each asked for with the one before. Empty if not valid. */
  readonly next: readonly string[];
}

/** The project's shared vectors, and more answers of gorhill/cronexpr 88b0669f7d75. */
export const CRON_VECTORS: readonly CronVector[] = ['cron.json', 'cron-go.json'].flatMap((name) =>
  parseVectors(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')),
);

function parseVectors(json: string): CronVector[] {
  const vectors: (Omit<CronVector, 'next'> & { readonly next?: string | readonly string[] })[] =
    JSON.parse(json);
  return vectors.map(({ expr, valid, from, next }) => ({
    expr,
    valid,
    from,
    next: [next ?? []].flat(),
  }));
}
