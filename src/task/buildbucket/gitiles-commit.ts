// The commit that a build is to build, from a trigger or from what an emitter has put into tags (managers.md 5.1, 5.3).

import type { GitilesCommit } from '../../schema/generated/messages.ts';
import type { JsonObject, JsonValue } from '../../schema/struct.ts';
import { fullRef } from '../gitiles/full-ref.ts';
import { parseRepoUrl } from '../gitiles/repo-url.ts';
import type { Trigger } from '../request.ts';
import { TaskError } from '../task-error.ts';
import { splitAtColon } from './builder-id.ts';

type Log = (line: string) => void;

/** Undefined if the trigger is not about a commit. Throws a fatal TaskError if its repository is not on Gitiles. */
export function commitOfTrigger(trigger: Trigger | undefined): GitilesCommit | undefined {
  const { payload } = trigger ?? {};
  if (payload?.kind !== 'gitiles') return undefined;
  const parsed = parseRepoUrl(payload.repo);
  if (!parsed.ok) {
    throw new TaskError('fatal', `the trigger ${trigger?.id} names no commit: ${parsed.reason}`);
  }
  const { host, project } = parsed;
  return { host, project, id: payload.revision, ref: payload.ref };
}

/** What is left of tags and properties once the commit in them is taken out. */
export interface WithoutCommit {
  readonly tags: readonly string[];
  readonly properties: JsonObject;
  /** The commit that the tags name; the properties never do. */
  readonly commit?: GitilesCommit;
}

/** Properties that name a commit in a way that Buildbucket no longer takes. */
const COMMIT_PROPERTIES = ['repository', 'branch', 'revision'] as const;

/**
 * Takes `gitiles_ref` and `buildset` tags out, and the properties beside them, which count for nothing. Of several refs
 * the last one counts, of several buildsets the first that names a commit.
 */
export function popCommitFromTags(
  allTags: readonly string[],
  allProperties: JsonObject,
  log: Log,
): WithoutCommit {
  const tags: string[] = [];
  let ref = '';
  let found: GitilesCommit | undefined;
  for (const tag of allTags) {
    const [key, value] = splitAtColon(tag);
    if (key === 'gitiles_ref') {
      if (ref !== '') log(`A later tag overrides gitiles_ref ${JSON.stringify(ref)}`);
      ref = value === '' ? '' : fullRef(value);
    } else if (key === 'buildset') {
      const parsed = found ? undefined : parseGitilesBuildset(value);
      found ??= parsed;
      log(`${parsed ? 'Taken for the commit' : 'Left out'}: the tag ${JSON.stringify(tag)}`);
    } else {
      tags.push(tag);
    }
  }
  const commit = found && { ...found, ref };
  if (!commit && ref !== '') log('Left out: gitiles_ref, because no buildset names a commit');

  const kept = Object.entries(allProperties).filter(([name]) => !isCommitProperty(name));
  compareProperties(allProperties, commit, log);
  return { tags, properties: Object.fromEntries(kept), ...(commit && { commit }) };
}

/** Both are the same commit. */
export function sameCommit(a: GitilesCommit, b: GitilesCommit): boolean {
  return a.host === b.host && a.project === b.project && a.id === b.id && a.ref === b.ref;
}

/** Says which properties are left out, and where they disagree with the tags. */
function compareProperties(
  properties: JsonObject,
  commit: GitilesCommit | undefined,
  log: Log,
): void {
  for (const name of COMMIT_PROPERTIES) {
    const value = text(Object.hasOwn(properties, name) ? properties[name] : undefined);
    if (value === '') continue;
    const quoted = JSON.stringify(value);
    if (!commit) log(`Left out: the property ${name} ${quoted}, for no tag names a commit`);
    else if (!agrees(name, value, commit)) {
      log(`The property ${name} ${quoted} does not agree with the tags, which count`);
    }
  }
}

function agrees(
  name: (typeof COMMIT_PROPERTIES)[number],
  value: string,
  { host, project, id, ref }: GitilesCommit,
): boolean {
  if (name === 'branch') return fullRef(value) === ref;
  if (name === 'revision') return value === id;
  const parsed = parseRepoUrl(value);
  return parsed.ok && parsed.host === host && parsed.project === project;
}

function isCommitProperty(name: string): boolean {
  return (COMMIT_PROPERTIES as readonly string[]).includes(name);
}

/** Other values than strings are as if they were empty. */
function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** As Go has it, where a dot is anything but LF. */
const GITILES_BUILDSET = /^commit\/gitiles\/([^/]+)\/([^\n]+?)\/\+\/([a-f0-9]+)$/;

function parseGitilesBuildset(value: string): GitilesCommit | undefined {
  const [, host, project, id] = GITILES_BUILDSET.exec(value) ?? [];
  if (host === undefined || project === undefined || id === undefined) return undefined;
  return { host, project, id, ref: '' };
}
