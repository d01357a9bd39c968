import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { inChunks, writePieces } from '../../cli/output.ts';
import { luciJobs } from './cli-in-process.ts';
import { luciJobsProcess } from './cli-process.ts';

describe('output in pieces', () => {
  it('goes out in chunks of some size, whatever the pieces are', () => {
    const pieces = Array.from({ length: 50_000 }, (_, n) => `${n}\n`);
    const chunks = [...inChunks(pieces)];
    assert.equal(chunks.join(''), pieces.join(''));
    assert.ok(chunks.slice(0, -1).every(({ length }) => length >= 65_536 && length < 65_600));
    assert.deepEqual([...inChunks(['', ''])], []);
  });

  it('waits until what was written is taken', async () => {
    const output = new PassThrough({ highWaterMark: 10 });
    let made = 0;
    function* pieces() {
      for (; made < 5; made++) yield 'x'.repeat(1 << 16);
    }
    const written = writePieces(output, pieces());
    await new Promise(setImmediate);
    assert.equal(made, 0);
    let length = 0;
    output.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    await written;
    assert.deepEqual([made, length], [5, 5 << 16]);
    for (const event of ['drain', 'error', 'close']) assert.equal(output.listenerCount(event), 0);
  });

  it('is no longer made when nobody takes it any more', async () => {
    let writes = 0;
    const output = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        writes++;
        done(new Error('closed'));
      },
    });
    output.on('error', () => {});
    let made = 0;
    function* pieces() {
      for (; made < 5; made++) yield 'x'.repeat(1 << 16);
    }
    assert.equal(await writePieces(output, pieces()), false);
    assert.deepEqual([made, writes], [0, 1]);
    assert.equal(await writePieces(output, pieces()), false);
    assert.deepEqual([made, writes], [0, 1]);
  });
});

describe('luci-jobs validate of a file with many findings', () => {
  const COUNT = 20_000;
  const stdin = 'job {}\n'.repeat(COUNT);

  it('tells all of them in text', async () => {
    // Through a pipe, which holds 64 KiB.
    const { stdout, stderr } = await luciJobsProcess(['validate', '-'], { stdin });
    assert.equal(stdout.match(/^<stdin>:\d+:1: error: /gm)?.length, 2 * COUNT);
    assert.equal(stderr, `${2 * COUNT} errors in 1 file\n`);
  });

  it('tells all of them in JSON', async () => {
    const { stdout, exitCode } = await luciJobs(['validate', '--format=json', '-'], { stdin });
    assert.equal(JSON.parse(stdout).length, 2 * COUNT);
    assert.equal(exitCode, 1);
  });

  it('tells all of them in a line of JSON', async () => {
    const question = JSON.stringify({ id: 'many', text: stdin });
    const { stdout, exitCode } = await luciJobs(['validate', '--jsonl'], {
      stdin: `${question}\n{"id": 2, "text": ""}\n`,
    });
    const [many, none] = stdout.split('\n').map((line) => line && JSON.parse(line));
    assert.equal(many.findings.length, 2 * COUNT);
    assert.deepEqual(none, { id: 2, findings: [] });
    assert.equal(exitCode, 1);
  });
});
