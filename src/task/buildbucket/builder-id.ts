// The full name of the builder that a task names (validation.md 3.6.4).

import type { BuildbucketTask, BuilderID } from '../../schema/generated/messages.ts';
import type { RealmId } from '../ids.ts';
import { TaskError } from '../task-error.ts';

/** Throws a fatal TaskError for a task that validation refuses: it may have been stored by another version. */
export function builderIdOf({ bucket, builder }: BuildbucketTask, realmId: RealmId): BuilderID {
  if (builder === '') throw new TaskError('fatal', 'the task names no builder');
  const [project = '', realm = ''] = splitAtColon(realmId);
  if (bucket === '') {
    if (realm === '@legacy' || realm === '@root') {
      throw new TaskError('fatal', `the task names no bucket, and the realm ${realm} is none`);
    }
    return { project, bucket: realm, builder };
  }
  if (bucket.includes(':')) {
    const [owner, name] = splitAtColon(bucket);
    return { project: owner, bucket: name, builder };
  }
  if (bucket.startsWith('luci.')) {
    throw new TaskError('fatal', `${bucket} is the old way to write a bucket`);
  }
  return { project, bucket, builder };
}

/** At the first one; without any, the second part is empty. */
export function splitAtColon(text: string): readonly [before: string, after: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}
