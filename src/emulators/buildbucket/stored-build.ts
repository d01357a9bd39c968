// A build as it is kept: what the service shows of it, and what goes on with it.

import { decodeBase64, encodeBase64 } from '../../golang/base64.ts';
import { decodeMessage, encodeMessage } from '../../schema/codec.ts';
import type { Build } from '../../schema/generated/messages.ts';
import { messageType } from '../../schema/schema.ts';
import type { BuildOutcome } from './build-plan.ts';

export interface StoredBuild {
  readonly build: Build;
  /** '' if the request for the build had none. */
  readonly requestId: string;
  /** Whom to tell of changes; absent: nobody. */
  readonly notify?: { readonly topic: string; readonly userData: Uint8Array };
  /** The last status that was told to `notify`. */
  readonly told: number;
  /** How it was to go when it was asked for: what the table says later is for later builds. */
  readonly plan: StoredPlan;
}

export type StoredPlan =
  | { readonly kind: 'model'; readonly durationMs: number; readonly outcome: BuildOutcome }
  | { readonly kind: 'command' };

/** What JSON cannot say is in base64. */
interface Written extends Pick<StoredBuild, 'requestId' | 'told' | 'plan'> {
  readonly build: string;
  readonly notify?: { readonly topic: string; readonly userData: string };
}

const BUILD = messageType('buildbucket.v2.Build');

export function encodeStoredBuild(stored: StoredBuild): Uint8Array {
  const { build, requestId, notify, told, plan } = stored;
  const written: Written = {
    requestId,
    told,
    plan,
    build: encodeBase64(encodeMessage(BUILD, build)),
    ...(notify && { notify: { topic: notify.topic, userData: encodeBase64(notify.userData) } }),
  };
  return new TextEncoder().encode(JSON.stringify(written));
}

/** @param bytes from `encodeStoredBuild`. Throws if they are not. */
export function decodeStoredBuild(bytes: Uint8Array): StoredBuild {
  const { build, notify, ...others } = JSON.parse(new TextDecoder().decode(bytes)) as Written;
  return {
    ...others,
    build: decodeMessage<Build>(BUILD, bytesIn(build)),
    ...(notify && { notify: { topic: notify.topic, userData: bytesIn(notify.userData) } }),
  };
}

function bytesIn(text: string): Uint8Array {
  const bytes = decodeBase64(text);
  if (!bytes) throw new Error('what is kept of a build is damaged');
  return bytes;
}
