// The rules of a buildbucket definition (validation.md 3.6.4).

import { quote } from '../../golang/quote.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import { parseUrl } from '../../golang/url.ts';
import type { BuildbucketTask } from '../../schema/generated/messages.ts';
import { type Span, shifted } from '../../text/span.ts';
import type { RealmId } from '../ids.ts';
import type { ValidationContext } from '../validation-context.ts';

/** The tags that the service itself puts on a build. */
const RESERVED_TAGS: readonly string[] = [
  'scheduler_invocation_id',
  'scheduler_job_id',
  'user_agent',
];

/**
 * Rules B1–B11, in this order.
 * @param realmId its realm is the default bucket; a realm that is not valid has become `@legacy` before
 */
export function validateBuildbucketTask(
  ctx: ValidationContext,
  task: BuildbucketTask,
  realmId: RealmId,
): void {
  checkServer(ctx, task.server);
  // The service asks for the builder twice: as a part of its full name, which needs a bucket, and by
  // itself. So B8a and B8b are two findings.
  if (checkBucket(ctx, task.bucket, realmId)) checkBuilder(ctx, task.builder);
  checkBuilder(ctx, task.builder);
  checkProperties(ctx, task.properties);
  checkTags(ctx, task.tags);
}

/** B1–B3, of which the first one hides the others. */
function checkServer(ctx: ValidationContext, server: string): void {
  if (server === '') {
    ctx.error(
      'bb-server-missing',
      'This task does not say where Buildbucket is. Set `server` to its host name, such as "cr-buildbucket.appspot.com".',
      ['server'],
    );
    return;
  }
  const scheme = /^https?:\/\//.exec(server)?.[0];
  if (scheme !== undefined) {
    ctx.error(
      'bb-server-is-url',
      `${quotedValue(server)} is a URL. Give the host name alone, without "${scheme}".`,
      { field: ['server'], span: { start: 0, end: scheme.length } },
    );
    return;
  }
  const problem = serverProblem(server);
  if (problem) {
    const { reason, span } = problem;
    ctx.error('bb-server-invalid', `${quotedValue(server)} is not a host name: ${reason}.`, {
      field: ['server'],
      span,
    });
  }
}

/** Nothing in it is special in a URL. Nearly every server is one, and a config may name thousands. */
const PLAIN_HOST = /^[A-Za-z0-9.-]+$/;

/** What keeps a server from being the host of a URL, as the service would make one. */
function serverProblem(
  server: string,
): { readonly reason: string; readonly span: Span } | undefined {
  if (PLAIN_HOST.test(server)) return undefined;
  const prefix = 'https://';
  const parsed = parseUrl(prefix + server);
  if (!parsed.ok) {
    return { reason: parsed.reason, span: shifted(parsed.span, -prefix.length) };
  }
  if (parsed.url.path === '') return undefined;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(server)?.[0];
  if (scheme !== undefined) {
    return { reason: `it is a URL; remove "${scheme}"`, span: { start: 0, end: scheme.length } };
  }
  const slash = server.indexOf('/');
  const length = server.slice(slash).search(/[?#]|$/);
  const span = { start: slash, end: slash + length };
  return { reason: 'it has a path; remove everything from the "/" on', span };
}

/** B4–B6. True if there is a bucket. */
function checkBucket(ctx: ValidationContext, bucket: string, realmId: RealmId): boolean {
  const colon = realmId.indexOf(':');
  const project = realmId.slice(0, colon);
  const realm = realmId.slice(colon + 1);
  if (bucket === '') {
    if (realm !== '@legacy' && realm !== '@root') return true;
    ctx.error(
      'bb-bucket-required',
      'This task does not say which bucket its builder is in. Set `bucket`, or name the bucket in the `realm` of the job; `@legacy` and `@root` do not count.',
      ['bucket'],
    );
    return false;
  }
  if (bucket.includes(':') || !bucket.startsWith('luci.')) return true;

  const [, owner = '', ...rest] = bucket.split('.');
  const name = rest.join('.');
  if (rest.length === 0) {
    ctx.error(
      'bb-bucket-legacy-malformed',
      `${quotedValue(bucket)} begins like an old bucket name, "luci.<project>.<bucket>", but has only two parts. Write "<bucket>", or "<project>:<bucket>" for one in another project.`,
      ['bucket'],
    );
    return false;
  }
  const replacement = owner === project ? name : `${owner}:${name}`;
  ctx.error(
    'bb-bucket-legacy',
    `${quotedValue(bucket)} is an old bucket name. Write ${quote(replacement)}.`,
    ['bucket'],
  );
  return false;
}

/** B8a, and B8b again. */
function checkBuilder(ctx: ValidationContext, builder: string): void {
  if (builder !== '') return;
  ctx.error(
    'bb-builder-missing',
    'This task does not say what to build. Set `builder` to the name of a builder in the bucket.',
    ['builder'],
  );
}

/** B9: only the first that is not a pair is reported. */
function checkProperties(ctx: ValidationContext, properties: readonly string[]): void {
  const index = properties.findIndex(isNoPair);
  if (index < 0) return;
  ctx.enter('properties');
  ctx.error(
    'bb-property-not-pair',
    `${quotedValue(properties[index] ?? '')} is not a property: it has no ":". Write "key:value".`,
    ['properties', index],
  );
  ctx.exit();
}

/** B10, again for the first one only, or else B11 for each tag. */
function checkTags(ctx: ValidationContext, tags: readonly string[]): void {
  const index = tags.findIndex(isNoPair);
  if (index >= 0) {
    ctx.enter('tags');
    ctx.error(
      'bb-tag-not-pair',
      `${quotedValue(tags[index] ?? '')} is not a tag: it has no ":". Write "key:value".`,
      ['tags', index],
    );
    ctx.exit();
    return;
  }
  for (const [i, tag] of tags.entries()) {
    const key = tag.slice(0, tag.indexOf(':'));
    if (!RESERVED_TAGS.includes(key)) continue;
    ctx.error(
      'bb-tag-reserved',
      `The scheduler itself sets the tag "${key}". Remove this one, or give it another key.`,
      { field: ['tags', i], span: { start: 0, end: key.length } },
    );
  }
}

/** Anything with a colon is a pair, even with an empty key or value. */
function isNoPair(item: string): boolean {
  return !item.includes(':');
}
