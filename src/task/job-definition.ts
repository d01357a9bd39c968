// The definition of a job: the catalog's output, the engine's input (validation.md 3.10).

import type { JobId, RealmId } from './ids.ts';

/** `periodic` runs by its schedule, `triggered` only by triggers, `trigger` is a `trigger` stanza. */
export type Flavor = 'periodic' | 'triggered' | 'trigger';

export interface JobDefinition {
  readonly jobId: JobId;
  readonly realmId: RealmId;
  readonly flavor: Flavor;
  /** Never empty: the default is filled in. */
  readonly schedule: string;
  /** Serialized `scheduler.config.TaskDefWrapper`. */
  readonly task: Uint8Array;
  /** Serialized `scheduler.config.TriggeringPolicy`; empty when the config has none. */
  readonly triggeringPolicy: Uint8Array;
  /** Sorted, unique. */
  readonly triggeredJobIds: readonly JobId[];
  /** Identifies the version of the config this came from. */
  readonly revision: string;
  /** Where that version can be read, '' if nowhere. */
  readonly revisionUrl: string;
}
