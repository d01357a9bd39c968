// The public address of the project, as an option of the packaging script: it decides what the manifest says of it.

export interface AddressFields {
  readonly repository: { readonly type: 'git'; readonly url: string };
  readonly bugs: { readonly url: string };
  readonly homepage: string;
}

/** Hosts whose pages vsce knows how to link to, and where they keep a repository's issues. */
const ISSUES: ReadonlyMap<string, string> = new Map([
  ['github.com', 'issues'],
  ['gitlab.com', '-/issues'],
]);

/**
 * The fields of package.json for a project that is public at `address`, such as `https://github.com/owner/name`.
 * @returns undefined if that is not the address of a repository on GitHub or GitLab
 */
export function addressFields(address: string): AddressFields | undefined {
  const parts = /^https:\/\/([^/?#]+)\/((?:[\w.-]+\/)+[\w.-]+?)(?:\.git)?\/?$/.exec(address);
  const [, host = '', name = ''] = parts ?? [];
  const issues = ISSUES.get(host);
  if (issues === undefined || (host === 'github.com' && name.split('/').length > 2))
    return undefined;
  const page = `https://${host}/${name}`;
  return {
    repository: { type: 'git', url: `${page}.git` },
    bugs: { url: `${page}/${issues}` },
    homepage: `${page}#readme`,
  };
}
