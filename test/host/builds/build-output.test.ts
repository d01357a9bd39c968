import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { BuildOutput, MAX_HEAD, MAX_TAIL, TAIL_LINES } from '../../../host/builds/build-output.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';

describe('the output of a build', () => {
  const newFolder = temporaryFolders();

  async function written(file: string, lines: readonly string[]): Promise<string[]> {
    const log: string[] = [];
    const output = new BuildOutput(file, (line) => log.push(line));
    for (const line of lines) await output.add(line);
    await output.end();
    return log;
  }

  it('is in the log and in the file', async () => {
    const file = path.join(newFolder(), 'log.txt');
    assert.deepEqual(await written(file, ['a', '', 'b']), ['a', '', 'b']);
    assert.equal(fs.readFileSync(file, 'utf8'), 'a\n\nb\n');
  });

  it('of nothing is nothing', async () => {
    assert.deepEqual(await written(path.join(newFolder(), 'log.txt'), []), []);
  });

  it('leaves nothing out where its end follows its beginning', async () => {
    const file = path.join(newFolder(), 'log.txt');
    const lines = Array.from({ length: 30 }, (_, i) => `${i}`.padEnd(4000));
    const log = await written(file, lines);
    assert.deepEqual(
      log.filter((line) => !line.startsWith('The output goes on in ')),
      lines,
    );
    assert.equal(log.length, 31);
  });

  const FULL: readonly (readonly [what: string, line: (i: number) => string])[] = [
    ['short lines', (i) => `${i}`],
    ['long lines', (i) => `${i}`.padEnd(16_000, '€')],
    ['colours', (i) => `\x1b[3${i % 8}mline ${i}`],
  ];
  for (const [what, line] of FULL) {
    it(`takes no more room than there is: ${what}`, async () => {
      const file = path.join(newFolder(), 'log.txt');
      const lines = Array.from({ length: 20_000 }, (_, i) => line(i)).slice(0, 20_000);
      const log = await written(file, what === 'long lines' ? lines.slice(0, 500) : lines);
      const bytes = Buffer.byteLength(log.join('\n'));
      assert.ok(bytes < MAX_HEAD + 3 * MAX_TAIL + 1000, `${bytes} bytes`);
      const marker = log.findIndex((text) => text.startsWith('The output goes on in '));
      assert.ok(log.length - marker - 2 <= TAIL_LINES);
      assert.match(log[marker + 1] ?? '', /^… [\d,]+ more lines …$/);
    });
  }

  it('is in the log alone if there is no room for it', async function () {
    if (!fs.existsSync('/dev/full')) this.skip();
    const log = await written('/dev/full', ['a', 'b']);
    assert.deepEqual(
      log.filter((line) => line.length === 1),
      ['a', 'b'],
    );
    const sentence =
      'The disk is full, so the output is kept in this log alone: make room where /dev/full is.';
    assert.equal(log.filter((line) => line === sentence).length, 1);
  });

  it('is in the log alone if there is no file for it', async () => {
    const file = path.join(newFolder(), 'missing', 'log.txt');
    const log = await written(file, Array(50_000).fill('x'));
    assert.ok(
      log.some((line) => line.startsWith(`The output cannot be written to ${file}, so it`)),
    );
    assert.equal(log.at(-1), 'x');
  });
});
