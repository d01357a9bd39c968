// The version of the package that this program is part of.

import { readFileSync } from 'node:fs';

/** From package.json, which is one folder up from here as well as from the bundle in dist/. */
export function version(): string {
  const path = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
