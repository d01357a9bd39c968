import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/** Rooms that go into the command line, which runs on Node 20. */
const ROOMS = ['src', 'host', 'server', 'cli'];

/** What later versions of JavaScript have and Node 20 has not. The compiler knows the latest alone. */
const LATER = [
  /\bPromise\.(withResolvers|try)\b/,
  /\bArray\.fromAsync\b/,
  /\b(Object|Map)\.groupBy\b/,
  /\bRegExp\.escape\b/,
  /\bIterator\.from\b/,
  // Of iterators; a config has an array of entries.
  /(?<!\b(document|this))\.(values|keys|entries)\(\)\.(map|filter|some|every|find|reduce|flatMap|toArray|take|drop)\(/,
  /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/,
  /\.(toBase64|toHex|setFromBase64)\(|\bUint8Array\.from(Base64|Hex)\b/,
  /\bMath\.(sumPrecise|f16round)\b|\bFloat16Array\b/,
  /^import .* with \{/,
];

describe('the command line', () => {
  it('uses nothing that Node 20 has not', () => {
    const found: string[] = [];
    for (const room of ROOMS) {
      for (const name of fs.readdirSync(path.join(ROOT, room), { recursive: true }).map(String)) {
        if (!name.endsWith('.ts') || name.includes('generated')) continue;
        const file = path.join(room, name);
        const lines = fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n');
        for (const [i, line] of lines.entries()) {
          const hit = LATER.find((pattern) => pattern.test(line));
          if (hit) found.push(`${file}:${i + 1} ${line.trim()}`);
        }
      }
    }
    assert.deepEqual(found, []);
  });
});
