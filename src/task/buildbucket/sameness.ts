// What two jobs share that start the same build.

import { quotedValue } from '../../golang/quoted-value.ts';
import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import type { Sameness } from '../manager.ts';

/** The builder with the properties that it is given, in any order. A realm stands in for a bucket (managers.md 5). */
export function samenessOfBuild(task: BuildbucketTask, realm: string): Sameness | undefined {
  const { server, bucket, builder, properties } = task;
  if (builder === '') return undefined;
  return new SameBuild([server, bucket || realm, builder, ...[...properties].sort()]);
}

/** A config has very many of these, and their words are hardly ever asked for. */
class SameBuild implements Sameness {
  readonly key: string;

  constructor(values: readonly [server: string, bucket: string, builder: string, ...string[]]) {
    this.key = JSON.stringify(values);
  }

  get field(): string {
    return 'builder';
  }

  get words(): string {
    const [, , builder = ''] = JSON.parse(this.key) as readonly string[];
    return `builder ${quotedValue(builder)}`;
  }
}
