// The request for an Invocation that takes a batch of triggers (engine.md 5.6, P5).

import { parseRepoUrl } from '../task/gitiles/repo-url.ts';
import type { GitilesTrigger, Request, Struct, Trigger } from '../task/request.ts';
import type { PolicyRequest } from './policy.ts';

/** What a trigger brings along, or a line of the log that says why it is nothing. */
type Derived = Partial<Pick<Request, 'properties' | 'tags'>> & { readonly problem?: string };

const NO_STRINGS: readonly string[] = [];
const NOTHING: Derived = Object.freeze({});

/**
 * @param incomingTriggers oldest first, at least one; kept, not copied. Properties and tags come from the newest alone.
 */
export function policyRequest(incomingTriggers: readonly Trigger[]): PolicyRequest {
  const { properties, tags = NO_STRINGS, problem } = derive(incomingTriggers.at(-1));
  const triggeredBy = onlyUser(incomingTriggers);
  const logLines = problem === undefined ? NO_STRINGS : [problem];
  // Two literals, which are several times as quick as a spread one.
  return properties === undefined
    ? { triggeredBy, incomingTriggers, tags, logLines }
    : { triggeredBy, incomingTriggers, tags, logLines, properties };
}

/** The one who emitted them all; '' if that was the service itself, or if there were several. */
function onlyUser(triggers: readonly Trigger[]): string {
  const user = triggers[0]?.emittedByUser ?? '';
  return triggers.every(({ emittedByUser = '' }) => emittedByUser === user) ? user : '';
}

function derive(trigger: Trigger | undefined): Derived {
  const payload = trigger?.payload;
  switch (payload?.kind) {
    case undefined:
      return {
        problem: `Trigger ${JSON.stringify(trigger?.id)} carries nothing to take properties and tags from.`,
      };
    case 'cron':
    case 'webui':
      return NOTHING;
    case 'noop':
      return { properties: { noop_trigger_data: payload.data } };
    case 'buildbucket':
      return payload;
    case 'gitiles':
      return fromCommit(payload);
  }
}

function fromCommit({ repo, ref, revision, properties, tags = [] }: GitilesTrigger): Derived {
  const url = parseRepoUrl(repo);
  if (!url.ok) return { problem: `No properties and tags come from the commit: ${url.reason}.` };
  const ours: Struct = { revision, branch: ref, repository: repo };
  const buildset = `buildset:${commitName(url.host, url.project, revision)}`;
  return {
    properties: { ...properties, ...ours },
    tags: [...new Set([buildset, `gitiles_ref:${ref}`, ...tags])],
  };
}

/** As in Buildbucket's tag `buildset`; '' unless all of the parts are known. There is always a host. */
function commitName(host: string, project: string, revision: string): string {
  if (project === '' || revision === '') return '';
  return `commit/gitiles/${host}/${project}/+/${revision}`;
}
