// The status of a build, and what it means for the Invocation that has started it (managers.md 5.4).

import { enumNumbers } from '../../schema/enum-numbers.ts';
import { messageType } from '../../schema/schema.ts';
import type { Status } from '../status.ts';

/** The numbers of the statuses that a build may have. */
export const BUILD_STATUS = enumNumbers('buildbucket.v2.Status', [
  'SCHEDULED',
  'STARTED',
  'SUCCESS',
  'FAILURE',
  'INFRA_FAILURE',
  'CANCELED',
]);

export type BuildStatusName = keyof typeof BUILD_STATUS;

/** True for the statuses in which a build stays. */
export function isEndedBuildStatus(status: number): boolean {
  return FINAL.has(status);
}

const FINAL: ReadonlyMap<number, Status> = new Map<number, Status>([
  [BUILD_STATUS.SUCCESS, 'SUCCEEDED'],
  [BUILD_STATUS.FAILURE, 'FAILED'],
  [BUILD_STATUS.INFRA_FAILURE, 'FAILED'],
  [BUILD_STATUS.CANCELED, 'ABORTED'],
]);

/** Undefined if the Invocation goes on as it is; FAILED for what a build cannot be. */
export function statusOfBuild(status: number): Status | undefined {
  if (status === BUILD_STATUS.SCHEDULED || status === BUILD_STATUS.STARTED) return undefined;
  return FINAL.get(status) ?? 'FAILED';
}

/** Whether a build may have the status. */
export function isKnownBuildStatus(status: number): boolean {
  return Object.values<number>(BUILD_STATUS).includes(status);
}

/** The name, or the number if it has none. */
export function buildStatusText(status: number): string {
  return NAMES.get(status) ?? String(status);
}

const NAMES: ReadonlyMap<number, string> = namesOfStatus();

function namesOfStatus(): ReadonlyMap<number, string> {
  const field = messageType('buildbucket.v2.Build').fieldByName('status');
  if (field?.type.kind !== 'enum') throw new Error('the status of a build is no enum');
  return new Map(field.type.enum.values.map(({ number, name }) => [number, name]));
}
