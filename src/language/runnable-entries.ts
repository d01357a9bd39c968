// Which entries the local runner can run.

import type { ConfigEntry } from '../config/project-config-document.ts';

/**
 * True if somebody can press Run on the entry: its task is of a kind that runs on the user's machine
 * alone, it is enabled and it has an id to be named by. It need not be valid: whoever runs it tells
 * why not.
 */
export function isRunnable(entry: ConfigEntry): boolean {
  return !entry.disabled && entry.id !== '' && LOCAL_TASK_FIELDS.has(entry.taskField);
}

/** The other kinds ask a service of other people to do something. */
const LOCAL_TASK_FIELDS: ReadonlySet<string | undefined> = new Set(['noop', 'url_fetch']);
