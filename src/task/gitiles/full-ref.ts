// Names of refs as people shorten them.

/** The full name: what does not begin with `refs/` is a branch (managers.md 5.3). */
export function fullRef(name: string): string {
  return name.startsWith('refs/') ? name : `refs/heads/${name}`;
}
