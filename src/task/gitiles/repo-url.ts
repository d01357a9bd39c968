// The URL of a repository on a Gitiles server, taken apart (managers.md 4.1).

import { quotedValue } from '../../golang/quoted-value.ts';
import { parseUrl, type Url } from '../../golang/url.ts';
import { withoutEndingSlashes } from './ending-slashes.ts';

/** Where a repository is, or why the URL names none: a clause about it, without capital and full stop. */
export type ParsedRepoUrl =
  | {
      readonly ok: true;
      /** Its case is kept. */
      readonly host: string;
      /** Percent-decoded, without slashes at the ends and without `.git`; '' for `https://x.googlesource.com/a/`. */
      readonly project: string;
    }
  | { readonly ok: false; readonly reason: string };

/** Takes any text. User info is dropped, and a leading `/a/`, which stands for an authenticated request, too. */
export function parseRepoUrl(text: string): ParsedRepoUrl {
  const parsed = parseUrl(text);
  const reason = parsed.ok ? complaint(parsed.url) : `it is not a URL: ${parsed.reason}`;
  if (!parsed.ok || reason !== undefined) {
    return { ok: false, reason: `${quotedValue(text)} is not a repository on Gitiles: ${reason}` };
  }
  const { host, path } = parsed.url;
  const trimmed = (path.startsWith('/a/') ? path.slice(2) : path).replace(/^\/+/, '');
  return { ok: true, host, project: withoutEndingSlashes(trimmed).replace(/\.git$/, '') };
}

/** The first thing wrong, in the service's order. */
function complaint({ scheme, host, path, rawQuery, fragment }: Url): string | undefined {
  if (scheme !== 'https') return 'it does not begin with https://';
  if (!host.endsWith('.googlesource.com')) return 'its host does not end with .googlesource.com';
  if (path.includes('+')) return 'there is a + in its path';
  if (!path.startsWith('/') || path === '/') return 'it has no path';
  if (rawQuery !== '') return 'it has a query';
  if (fragment !== '') return 'it has a fragment';
  return undefined;
}
