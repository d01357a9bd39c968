// What to say of a field that its message does not have.

import type { MessageType } from '../../schema/schema.ts';
import { nameMeant } from '../../text/closest-name.ts';
import { code, enumerated } from '../../text/wording.ts';

/** Names that people bring along from other services and tools, and what may be meant by each. */
const BROUGHT_ALONG: ReadonlyMap<string, readonly string[]> = new Map([
  ['repository', ['repo']],
  ['repo_url', ['repo']],
  ['git_repo', ['repo']],
  ['remote', ['repo']],
  ['branch', ['refs']],
  ['branches', ['refs']],
  ['ref', ['refs']],
  ['refs_regexp', ['refs']],
  ['ref_regexps', ['refs']],
  ['paths', ['path_regexps']],
  ['path', ['path_regexps']],
  ['files', ['path_regexps']],
  ['exclude', ['path_regexps_exclude']],
  ['name', ['id', 'builder']],
  ['job_id', ['id']],
  ['job_name', ['id']],
  ['cron', ['schedule']],
  ['interval', ['schedule']],
  ['frequency', ['schedule']],
  ['every', ['schedule']],
  ['trigger', ['triggers']],
  ['jobs', ['triggers']],
  ['triggered_jobs', ['triggers']],
  ['targets', ['triggers']],
  ['host', ['server']],
  ['hostname', ['server']],
  ['builder_name', ['builder']],
  ['buildername', ['builder']],
  ['bucket_name', ['bucket']],
  ['uri', ['url']],
  ['link', ['url']],
  ['endpoint', ['url']],
  ['address', ['url']],
  ['timeout', ['timeout_sec', 'pending_timeout']],
  ['timeout_secs', ['timeout_sec']],
  ['timeout_seconds', ['timeout_sec']],
  ['sleep', ['sleep_ms']],
  ['http_method', ['method']],
  ['verb', ['method']],
  ['props', ['properties']],
  ['args', ['properties']],
  ['labels', ['tags']],
  ['policy', ['triggering_policy']],
  ['type', ['kind']],
  ['base', ['log_base']],
  ['max_concurrent', ['max_concurrent_invocations']],
  ['concurrency', ['max_concurrent_invocations']],
  ['batch_size', ['max_batch_size']],
  ['max_batch', ['max_batch_size']],
  ['task', ['noop', 'url_fetch', 'buildbucket', 'gitiles']],
  ['build', ['buildbucket']],
  ['builder_task', ['buildbucket']],
  ['fetch', ['url_fetch']],
  ['http', ['url_fetch']],
  ['git', ['gitiles']],
  ['poller', ['gitiles', 'trigger']],
  ['gitiles_poller', ['gitiles', 'trigger']],
  ['builder', ['job']],
  ['cron_job', ['job']],
  ['acl', ['acls', 'acl_sets']],
]);

/** What was said last, by owner and name: people misspell a name again and again, and a text with mistakes is read again. */
const SAID = new WeakMap<
  MessageType,
  { readonly root: MessageType; readonly by: Map<string, string> }
>();

/** So many names of a message are remembered, and only such that are not far too long for one. */
const MAX_SAID = 1000;
const MAX_NAME = 100;

/**
 * Takes a search through the schema, the first time.
 * @param owner the message that has no field of this name
 * @param root the type of the whole config
 */
export function unknownField(name: string, owner: MessageType, root: MessageType): string {
  if (name.length > MAX_NAME) return describeUnknown(name, owner, root);
  let said = SAID.get(owner);
  if (said?.root !== root || said.by.size >= MAX_SAID) {
    said = { root, by: new Map() };
    SAID.set(owner, said);
  }
  let message = said.by.get(name);
  if (message === undefined) {
    message = describeUnknown(name, owner, root);
    said.by.set(name, message);
  }
  return message;
}

export interface MeantFields {
  /** Likely ones of the owner, the likeliest first; as a rule one. */
  readonly names: readonly string[];
  /** The owner had such a field once. */
  readonly isGone: boolean;
}

/** What may be meant by a field that its message does not have: what `unknownField` says, as names. */
export function fieldsMeant(name: string, owner: MessageType, root: MessageType): MeantFields {
  if (owner.reservedNames.includes(name)) return { names: [], isGone: true };
  const known = (BROUGHT_ALONG.get(name.toLowerCase()) ?? []).filter((field) =>
    owner.fieldByName(field),
  );
  const snake = snakeCase(name);
  if (owner.fieldByName(snake)) return { names: [snake], isGone: false };
  if (homesOf(name, owner, root).length > 0 || known.length > 0) {
    return { names: known, isGone: false };
  }
  const closest = nameMeant(
    name,
    owner.fields.map((field) => field.name),
  );
  return { names: closest === undefined ? [] : [closest], isGone: false };
}

/** `maxBatchSize`, `MAX-BATCH-SIZE` */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

function describeUnknown(name: string, owner: MessageType, root: MessageType): string {
  const owned = `${code(owner.name)} has no field ${code(name)}.`;
  if (owner.reservedNames.includes(name)) {
    return `${owned} It was removed from the schema: delete it.`;
  }
  if (name === 'enabled' && owner.fieldByName('disabled')) {
    return `${owned} To switch a job off, write \`disabled: true\`.`;
  }
  const homes = homesOf(name, owner, root);
  if (homes.length > 0) return `${owned} It belongs in ${enumerated(homes, 'or')}.`;
  const meant = (BROUGHT_ALONG.get(name.toLowerCase()) ?? []).filter((field) =>
    owner.fieldByName(field),
  );
  if (meant.length > 0) return `${owned} It is called ${enumerated(meant, 'or')} here.`;
  const names = owner.fields.map((field) => field.name);
  const closest = nameMeant(name, names);
  if (closest) return `${owned} Did you mean \`${closest}\`?`;
  const current = owner.fields.filter((field) => !field.deprecated);
  const shown = current.length > 0 ? current : owner.fields;
  if (shown.length === 0) return `${owned} It has no fields at all: delete this.`;
  return `${owned} It has ${shown.map((field) => `\`${field.name}\``).join(', ')}.`;
}

/** Fields whose message has a field of that name: those in the owner, or else those of the whole config. */
function homesOf(name: string, owner: MessageType, root: MessageType): readonly string[] {
  const within = fieldsHolding(name, owner);
  if (within.length > 0 || owner === root) return within;
  const entries = fieldsHolding(name, root);
  if (entries.length > 0) return entries;
  // Of a task's field in another task, say so.
  return [
    ...new Set(
      root.fields.flatMap(({ type }) =>
        type.kind === 'message' ? fieldsHolding(name, type.message) : [],
      ),
    ),
  ];
}

function fieldsHolding(name: string, owner: MessageType): readonly string[] {
  return owner.fields
    .filter(
      ({ type, deprecated }) =>
        !deprecated &&
        type.kind === 'message' &&
        type.message !== owner &&
        type.message.fieldByName(name),
    )
    .map((field) => field.name);
}
