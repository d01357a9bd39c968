// A job that is run by hand, apart from the others of its config.

import type { JobDefinition } from '../../src/task/job-definition.ts';

/** The job by itself: not by its schedule, and with nobody to send triggers to. */
export function standaloneJob(definition: JobDefinition): JobDefinition {
  return { ...definition, flavor: 'triggered', schedule: 'triggered', triggeredJobIds: [] };
}
