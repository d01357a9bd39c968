import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { LINTS } from '../../src/config/lint/lints.ts';

/** What codes of the service's rules look like in the sources. */
const CODE =
  /'((?:textproto|schedule|policy|url-fetch|gitiles-repo|ref|path|bb)-[a-z0-9-]+|job-id-[a-z]+|realm-invalid|duplicate-id|trigger-unknown-job|task-(?:missing|multiple))'/g;

/** Quoted words that look like codes and are something else. */
const NO_CODES = new Set(['path-regexp']);

describe('docs/findings.md', () => {
  const documented = [
    ...fs
      .readFileSync(path.join(ROOT, 'docs/findings.md'), 'utf8')
      .matchAll(/^\| `([a-z0-9-]+)`\s+\|/gm),
  ].map(([, code]) => code ?? '');

  it('has each code once', () => {
    assert.deepEqual(documented, [...new Set(documented)]);
  });

  it('has every code that the sources have, and no other', () => {
    const sources = fs.globSync('src/{textproto,config,schedule,task}/**/*.ts', { cwd: ROOT });
    const inSources = sources
      .flatMap((file) => [...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(CODE)])
      .map(([, code]) => code ?? '')
      .filter((code) => !NO_CODES.has(code));
    assert.ok(inSources.length > 50);
    assert.deepEqual(
      [...documented].sort(),
      [...new Set([...inSources, ...Object.keys(LINTS)])].sort(),
    );
  });
});
