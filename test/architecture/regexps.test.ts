import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/**
 * Built once, of constants. What a file holds may be longer than a RegExp can be, and mean something in one; where users
 * write regular expressions, they are Go's (src/golang/regexp).
 */
const BUILT_OF_CONSTANTS = [
  'src/golang/quote.ts',
  'src/golang/url.ts',
  'src/schedule/cron-macros.ts',
  'src/schedule/cron-piece.ts',
];

describe('regular expressions of JavaScript', () => {
  it('are not built of what a config holds', () => {
    const builders = ['src', 'server', 'cli', 'host']
      .flatMap((room) =>
        fs
          .readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
          .map((file) => path.posix.join(room, file.replaceAll(path.sep, '/'))),
      )
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /\bRegExp\(/.test(fs.readFileSync(path.join(ROOT, file), 'utf8')));
    assert.deepEqual(builders.sort(), BUILT_OF_CONSTANTS);
  });
});
