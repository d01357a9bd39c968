// The fields without which the service rejects a message, and what one writes first.

import { messageType } from '../schema/schema.ts';

/** By full name of the message, names of fields in the order in which people write them (validation.md 3.3, 3.5, 3.6). */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  [messageType('scheduler.config.Job').fullName, ['id']],
  [messageType('scheduler.config.Trigger').fullName, ['id']],
  [messageType('scheduler.config.UrlFetchTask').fullName, ['url']],
  [messageType('scheduler.config.GitilesTask').fullName, ['repo']],
  [messageType('scheduler.config.BuildbucketTask').fullName, ['server', 'builder']],
]);

/** Fields that are not required and without which the message says little. */
const USUAL: ReadonlyMap<string, readonly string[]> = new Map([
  [messageType('scheduler.config.GitilesTask').fullName, ['refs']],
  [messageType('scheduler.config.BuildbucketTask').fullName, ['bucket']],
  [messageType('scheduler.config.TriggeringPolicy').fullName, ['kind']],
  [messageType('google.protobuf.Duration').fullName, ['seconds']],
  [messageType('scheduler.config.AclSet').fullName, ['name']],
  [messageType('scheduler.config.Acl').fullName, ['role', 'granted_to']],
]);

/** @param message full name; none are known of messages of kinds of task that come from elsewhere */
export function requiredFields(message: string): readonly string[] {
  return REQUIRED.get(message) ?? [];
}

/** Those that a skeleton of the message has, the required ones first. */
export function skeletonFields(message: string): readonly string[] {
  return [...requiredFields(message), ...(USUAL.get(message) ?? [])];
}
