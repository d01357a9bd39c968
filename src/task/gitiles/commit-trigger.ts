// The trigger that a poller emits for a commit (managers.md 4.5).

import type { EmittedTrigger } from '../request.ts';

/**
 * @param repo as the task has it
 * @param ref in full, such as `refs/heads/main`
 * @param revision the commit's id, in hex
 */
export function commitTrigger(repo: string, ref: string, revision: string): EmittedTrigger {
  return {
    id: `${repo}/+/${ref}@${revision}`,
    title: revision,
    url: `${repo}/+/${revision}`,
    payload: { kind: 'gitiles', repo, ref, revision },
  };
}
