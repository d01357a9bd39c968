// Branded ids: strings and bigints that must not be mixed up.

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** `<project>/<job name>`; exactly one `/`. */
export type JobId = Branded<string, 'JobId'>;

/** A positive int64; larger than 2^53, hence a bigint. Newer Invocations have smaller ids. */
export type InvocationId = Branded<bigint, 'InvocationId'>;

/** `<project>:<realm>`; never empty, the realm may be `@legacy`. */
export type RealmId = Branded<string, 'RealmId'>;

/** Joins a project id and a job (or trigger) name into a job id. */
export function jobId(project: string, name: string): JobId {
  return `${project}/${name}` as JobId;
}

/** The part of a job id before `/`. */
export function projectOf(id: JobId): string {
  return id.slice(0, id.indexOf('/'));
}

/** The part of a job id after `/`: the `id` field of the config entry. */
export function jobNameOf(id: JobId): string {
  return id.slice(id.indexOf('/') + 1);
}

/** Joins project and realm; an empty realm means `@legacy` (validation.md R2). */
export function realmId(project: string, realm: string): RealmId {
  return `${project}:${realm === '' ? '@legacy' : realm}` as RealmId;
}
