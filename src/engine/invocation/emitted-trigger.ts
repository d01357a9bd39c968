// A trigger as a Manager emits it, which may be anything at all.

import type { EmittedTrigger } from '../../task/request.ts';
import { copyPlainData } from '../store/plain-data.ts';

export type ReadTrigger =
  /** A copy, which the Manager cannot reach. */
  | { readonly ok: true; readonly trigger: EmittedTrigger }
  /** `problem`: why it cannot be stored, as a clause for the middle of a sentence. */
  | { readonly ok: false; readonly problem: string };

/** @param emitted the Manager's own object: reading it may throw */
export function readTrigger(emitted: EmittedTrigger): ReadTrigger {
  let trigger: { readonly [Key in keyof EmittedTrigger]: unknown };
  try {
    trigger = copyPlainData({ ...emitted });
  } catch (error) {
    return { ok: false, problem: `it cannot be read: ${wordsOf(error)}` };
  }
  const problem = problemOf(trigger);
  return problem === undefined
    ? { ok: true, trigger: trigger as EmittedTrigger }
    : { ok: false, problem };
}

function problemOf(
  trigger: { readonly [Key in keyof EmittedTrigger]: unknown },
): string | undefined {
  const { id, created, orderInBatch, title, url, payload } = trigger;
  if (typeof id !== 'string' || id === '') return 'it has no id';
  if (!isTextOrAbsent(title)) return 'its title is not text';
  if (!isTextOrAbsent(url)) return 'its URL is not text';
  if (!isNumberOrAbsent(created)) return 'its time is not a number';
  if (!isNumberOrAbsent(orderInBatch)) return 'its order is not a number';
  const hasKind =
    payload === undefined || (typeof payload === 'object' && payload !== null && 'kind' in payload);
  return hasKind ? undefined : 'its payload is of no kind';
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isNumberOrAbsent(value: unknown): boolean {
  return value === undefined || Number.isFinite(value);
}

/** What it says may be anything, too. */
function wordsOf(error: unknown): string {
  return error instanceof TypeError ? error.message : 'reading it fails';
}
