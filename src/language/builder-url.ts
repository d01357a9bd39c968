// The address of a builder's page in the LUCI UI.

import { DEFAULT_PROJECT_ID } from './config-document.ts';

export interface BuilderPlace {
  /** As in the config; all of them may be empty. */
  readonly bucket: string;
  readonly builder: string;
  /** Of the job: the bucket, if that is empty. */
  readonly realm: string;
}

/**
 * Undefined if the project is not known: neither by the settings nor by the name of the bucket; or if there is no builder
 * or no bucket.
 * @param project of the settings
 */
export function builderUrl(project: string, place: BuilderPlace): string | undefined {
  const { builder } = place;
  const [owner, bucket] = bucketOf(project, place);
  if (owner === DEFAULT_PROJECT_ID || bucket === '' || builder === '') return undefined;
  if (![owner, bucket, builder].every((name) => name.isWellFormed())) return undefined;
  const path = [owner, 'builders', bucket, builder].map(encodeURIComponent).join('/');
  return `https://ci.chromium.org/ui/p/${path}`;
}

function bucketOf(
  project: string,
  { bucket, realm }: BuilderPlace,
): readonly [project: string, bucket: string] {
  if (bucket === '') return [project, realm.startsWith('@') ? '' : realm];
  const colon = bucket.indexOf(':');
  if (colon >= 0) return [bucket.slice(0, colon), bucket.slice(colon + 1)];
  // The old form, which the service rejects and which files have all the same.
  const [, owner, name] = /^luci\.([^.]+)\.(.+)$/.exec(bucket) ?? [];
  return owner !== undefined && name !== undefined ? [owner, name] : [project, bucket];
}
