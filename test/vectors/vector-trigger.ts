// Triggers as files of the service's answers write them.

import type { EmittedTrigger, Struct, Trigger } from '../../src/task/request.ts';

export interface VectorTrigger {
  readonly id: string;
  readonly created_ms?: number | null;
  readonly order_in_batch?: number;
  readonly title?: string;
  readonly url?: string;
  readonly emitted_by_user?: string;
  readonly payload: VectorPayload;
}

interface VectorPayload {
  readonly kind: string;
  readonly generation?: number;
  readonly data?: string;
  readonly repo?: string;
  readonly ref?: string;
  readonly revision?: string;
  readonly tags?: readonly string[];
  readonly properties?: Struct;
  /** The message of properties is set, if only to an empty one. */
  readonly has_properties?: boolean;
}

/** @param created used where the trigger does not say; milliseconds, on the clock of the vector */
export function triggerFrom(written: VectorTrigger, created: number): Trigger {
  const payload = payloadFrom(written.payload);
  return {
    id: written.id,
    created: written.created_ms ?? created,
    orderInBatch: written.order_in_batch ?? 0,
    ...(written.title !== undefined && { title: written.title }),
    ...(written.url !== undefined && { url: written.url }),
    ...(written.emitted_by_user !== undefined && { emittedByUser: written.emitted_by_user }),
    ...(payload && { payload }),
  };
}

/** Undefined for the kind `none`. */
function payloadFrom(payload: VectorPayload): EmittedTrigger['payload'] {
  const { kind, tags = [], has_properties, properties = {} } = payload;
  const bag = { tags, ...(has_properties && { properties }) };
  switch (kind) {
    case 'none':
      return undefined;
    case 'cron':
      return { kind, generation: BigInt(payload.generation ?? 0) };
    case 'webui':
      return { kind };
    case 'noop':
      return { kind, data: payload.data ?? '' };
    case 'gitiles': {
      const { repo = '', ref = '', revision = '' } = payload;
      return { kind, repo, ref, revision, ...bag };
    }
    case 'buildbucket':
      return { kind, ...bag };
    default:
      throw new Error(`there is no payload ${kind}`);
  }
}
