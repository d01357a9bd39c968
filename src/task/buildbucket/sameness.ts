// What two jobs share that start the same build.

import { quotedValue } from '../../golang/quoted-value.ts';
import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import type { Sameness } from '../manager.ts';

/** The builder with the properties that it is given, in any order. A realm stands in for a bucket (managers.md 5). */
export function samenessOfBuild(task: BuildbucketTask, realm: string): Sameness | undefined {
  const { server, bucket, builder, properties } = task;
  if (builder === '') return undefined;
  const key = JSON.stringify([server, bucket || realm, builder, ...[...properties].sort()]);
  return { key, field: 'builder', words: `builder ${quotedValue(builder)}` };
}
