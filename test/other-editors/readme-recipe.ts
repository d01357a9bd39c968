// The recipes of the README for other editors, as the tests use them: word for word.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/** The only code block of the README in a language. @throws AssertionError if there is none, or several */
export function readmeBlock(language: string): string {
  const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))];
  assert.equal(blocks.length, 1, `code blocks in ${language}`);
  return blocks[0]?.[1] ?? '';
}
