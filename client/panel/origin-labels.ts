// Origin labels: which config an invocation comes from, where jobs of several configs have the same id.

import type { InvocationView } from './protocol.ts';

/** A config's address, taken apart. */
interface Origin {
  readonly uri: string;
  /** Of its path, as a person writes them. */
  readonly segments: readonly string[];
}

/**
 * What tells invocations of jobs of the same id apart, by the invocation's id: the end of the config's path that
 * no other has, without what all have at their ends. `/a/one/x.cfg` and `/a/two/x.cfg` are `one` and `two`. There
 * is none for a job all of whose invocations come from one config.
 */
export function originLabels(
  invocations: readonly Pick<InvocationView, 'id' | 'job' | 'origin'>[],
): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const sameJob of Map.groupBy(invocations, ({ job }) => job).values()) {
    const uris = new Set(sameJob.map(({ origin }) => origin));
    if (uris.size === 1) continue;
    const byUri = distinguished([...uris].map(parseOrigin));
    for (const { id, origin } of sameJob) labels.set(id, byUri.get(origin) ?? origin);
  }
  return labels;
}

/** A job in words. @param origin its label, if it has one */
export function jobAndOrigin(job: string, origin: string | undefined): string {
  return origin === undefined ? job : `${job} in ${origin}`;
}

/** The path of a config as a person writes it; the whole URI unless it is a file's. */
export function originPath(uri: string): string {
  return uri.startsWith('file:///') ? wholePath(parseOrigin(uri).segments) : uri;
}

/** A label for each URI, no two the same. */
function distinguished(origins: readonly Origin[]): ReadonlyMap<string, string> {
  const common = commonEnd(origins.map(({ segments }) => segments));
  // How many configs have this end of a path.
  const holders = new Map<string, number>();
  const ends = origins.map(({ uri, segments }) => {
    const own = endsOf(segments.slice(0, segments.length - common));
    for (const end of own) holders.set(end, (holders.get(end) ?? 0) + 1);
    return [uri, own] as const;
  });
  return new Map(
    ends.map(([uri, own]) => [uri, [...own].find((end) => holders.get(end) === 1) ?? uri] as const),
  );
}

/** Shortest first; the last one is the whole path. */
function endsOf(segments: readonly string[]): ReadonlySet<string> {
  const ends = segments.map((_, at) => segments.slice(-at - 1).join('/'));
  return new Set([...ends, wholePath(segments)]);
}

/** How many segments all have in common at their ends. One segment of each does not count. */
function commonEnd(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  const most = Math.max(0, Math.min(...paths.map(({ length }) => length)) - 1);
  let common = 0;
  while (common < most && paths.every((path) => path.at(-1 - common) === first.at(-1 - common))) {
    common++;
  }
  return common;
}

function parseOrigin(uri: string): Origin {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i, '').replace(/[?#].*$/s, '');
  const segments = path.split('/').filter((segment) => segment !== '');
  return { uri, segments: segments.map(decoded) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // It has a `%` that begins no escape.
  }
}

/** A Windows path begins with its drive. */
function wholePath(segments: readonly string[]): string {
  const isWindows = /^[a-z]:$/i.test(segments[0] ?? '');
  return `${isWindows ? '' : '/'}${segments.join('/')}`;
}
