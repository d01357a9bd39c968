// Answers about small things in the engine.

import { TRIM_MARKER, trimDebugLog } from '../../src/engine/invocation/debug-log.ts';
import { generateInvocationId } from '../../src/engine/invocation/invocation-id.ts';
import { compareTriggers } from '../../src/engine/trigger-order.ts';
import { differences } from './differences.ts';
import { type ListingInput, listed } from './listing.ts';
import type { Comparison, Vector } from './vector.ts';

type MiscInput =
  | {
      readonly kind: 'trim_log';
      /** In each round, blocks of lines: how many, and of how many bytes. */
      readonly rounds: readonly (readonly (readonly [lines: number, bytes: number])[])[];
    }
  | {
      readonly kind: 'invocation_id';
      readonly unix_ms: number;
      readonly extra_us: number;
      readonly r: number;
    }
  | {
      readonly kind: 'sort_triggers';
      readonly triggers: readonly {
        readonly id: string;
        readonly created_ns: number;
        readonly order_in_batch: number;
      }[];
    }
  | ListingInput;

type InputOf<K> = Extract<MiscInput, { kind: K }>;

export async function compareMisc(vector: Vector): Promise<Comparison> {
  // A file of others may hold a kind that is not known here.
  const input = vector.input as MiscInput | { readonly kind: undefined };
  switch (input.kind) {
    case 'trim_log':
      return differences(withoutHashes(vector.output), trimmed(input));
    case 'invocation_id':
      return differences(vector.output, {
        id: String(generateInvocationId(input.unix_ms, () => input.r / 0x1_0000)),
      });
    case 'sort_triggers':
      return differences(vector.output, sorted(input));
    case 'list_invocations':
      return differences(vector.output, await listed(input));
    default:
      throw new Error('there is no such kind');
  }
}

function trimmed({ rounds }: InputOf<'trim_log'>): unknown {
  let log = '';
  let n = 0;
  return rounds.map((blocks) => {
    for (const [lines, bytes] of blocks) {
      for (let i = 0; i < lines; i++, n++) {
        log += `${`${String(n).padStart(7, '0')} `.padEnd(bytes, 'x').slice(0, bytes)}\n`;
      }
    }
    log = trimDebugLog(log);
    return {
      bytes: Buffer.byteLength(log),
      line_breaks: log.split('\n').length - 1,
      marker_lines: log.split('\n').filter((line) => line === TRIM_MARKER).length,
    };
  });
}

/** The hash depends on the text of the marker, which is ours. */
function withoutHashes(output: unknown): unknown {
  return (output as readonly object[]).map((round) => ({ ...round, sha256: undefined }));
}

function sorted({ triggers }: InputOf<'sort_triggers'>): readonly string[] {
  return triggers
    .map((t) => ({ id: t.id, created: t.created_ns / 1e6, orderInBatch: t.order_in_batch }))
    .sort(compareTriggers)
    .map(({ id }) => id);
}
