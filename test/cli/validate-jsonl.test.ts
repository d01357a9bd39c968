import assert from 'node:assert/strict';
import { PassThrough, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { validateJsonl } from '../../cli/validate-jsonl.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { luciJobs } from './cli-in-process.ts';
import { CliProcess } from './cli-process.ts';

const GOOD = 'job { id: "a" noop {} }';
const BAD = 'job { id: "a" }';
const FINDING = {
  code: 'task-missing',
  severity: 'error',
  path: ['job', 'a'],
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
};

async function answers(...chunks: readonly (string | Uint8Array)[]) {
  const output = new PassThrough();
  const written = text(output);
  const input = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const settings = { project: 'default-project' };
  const exitCode = await validateJsonl(input, output, settings, validationManagers());
  output.end();
  const lines = (await written).split('\n');
  assert.equal(lines.pop(), '', 'every line ends with a line feed');
  return { exitCode, lines: lines.map((line) => withoutMessages(JSON.parse(line))) };
}

function withoutMessages({ findings, ...rest }: { findings?: { message?: unknown }[] }) {
  if (!findings) return rest;
  return { ...rest, findings: findings.map(({ message: _, ...finding }) => finding) };
}

function question(id: unknown, text: unknown, project?: unknown): string {
  return `${JSON.stringify({ id, project, text })}\n`;
}

describe('luci-jobs validate --jsonl', () => {
  const cases: readonly [
    name: string,
    input: string,
    exitCode: number,
    ...lines: readonly object[],
  ][] = [
    ['nothing', '', 0],
    ['only empty lines', '\n\r\n \t\n', 0],
    ['a good config', question('x', GOOD), 0, { id: 'x', findings: [] }],
    ['a bad config', question('x', BAD), 1, { id: 'x', findings: [FINDING] }],
    ['a number as id', question(7, GOOD), 0, { id: 7, findings: [] }],
    [
      'several, in their order',
      question('a', BAD) + question('b', GOOD) + question('a', BAD),
      1,
      { id: 'a', findings: [FINDING] },
      { id: 'b', findings: [] },
      { id: 'a', findings: [FINDING] },
    ],
    ['a last line without an end', question('x', GOOD).trim(), 0, { id: 'x', findings: [] }],
    ['CR LF', question('x', GOOD).replace('\n', '\r\n'), 0, { id: 'x', findings: [] }],
    ['more fields than needed', '{"id":1,"text":"","more":[1]}\n', 0, { id: 1, findings: [] }],
  ];
  for (const [name, input, exitCode, ...lines] of cases) {
    it(`answers ${name}`, async () => {
      assert.deepEqual(await answers(input), { exitCode, lines });
    });
  }

  const badLines: readonly [line: string, error: RegExp][] = [
    ['nope', /JSON/],
    ['{"id":1,"text":"', /JSON/],
    ['null', /^line 2: not a JSON object$/],
    ['[1]', /^line 2: not a JSON object$/],
    ['"x"', /^line 2: not a JSON object$/],
    ['{"text":""}', /^line 2: "id" must be a string or a number$/],
    ['{"id":null,"text":""}', /^line 2: "id" must be a string or a number$/],
    ['{"id":1}', /^line 2: "text" must be a string$/],
    ['{"id":1,"text":["x"]}', /^line 2: "text" must be a string$/],
    ['{"id":1,"text":"","project":5}', /^line 2: "project" must be a string$/],
  ];
  for (const [line, error] of badLines) {
    it(`says what is wrong with ${line}, and goes on`, async () => {
      const { exitCode, lines } = await answers(`\n${line}\n${question('x', BAD)}`);
      const [bad, good] = lines as [{ id: unknown; error: string }, object];
      assert.equal(lines.length, 2);
      assert.equal(bad.id, null);
      assert.match(bad.error, error);
      assert.deepEqual(good, { id: 'x', findings: [FINDING] });
      assert.equal(exitCode, 2);
    });
  }

  it('takes the project from the line, or else from --project', async () => {
    const legacy = (project: string | undefined) =>
      question(
        project ?? 'none',
        'job { id: "a" buildbucket { server: "h" bucket: "luci.v8.ci" builder: "b" } }',
        project,
      );
    const stdin = legacy(undefined) + legacy('chromium');
    const { stdout } = await luciJobs(['validate', '--no-lints', '--jsonl', '--project', 'v8'], {
      stdin,
    });
    const messages = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).findings[0].message);
    assert.doesNotMatch(messages[0], /v8:ci/);
    assert.match(messages[1], /v8:ci/);
  });

  const ids: readonly [id: string, answered: string][] = [
    ['1e999', '1e999'],
    ['-1E+400', '-1E+400'],
    ['12345678901234567890', '12345678901234567890'],
    ['0.1', '0.1'],
    ['9007199254740993', '9007199254740993'],
    ['-7', '-7'],
    [String.raw`"\ud800\u0041"`, '"\ufffdA"'],
    ['"1e999"', '"1e999"'],
    ['{"id": 1}', 'null'],
  ];
  for (const [id, answered] of ids) {
    it(`answers the id ${id} with ${answered}`, async () => {
      // A reader of doubles would hide the difference.
      const stdin = `{"other": {"id": 1}, "id": 3, "id": ${id}, "text": "", "z": {"id": 2}}\n`;
      const { stdout } = await luciJobs(['validate', '--jsonl'], { stdin });
      assert.ok(stdout.startsWith(`{"id":${answered},`), stdout);
    });
  }

  it('shows what is not UTF-8 as U+FFFD', async () => {
    // The byte 0xFF in three ways: an escape of protobuf's, one of JSON's, and as it is.
    const lines = [String.raw`a\\377`, String.raw`a\udcff`, 'a\xff'].map(
      (id) => `{"id": "${id}", "text": "job { id: \\"${id}\\" noop {} }"}\n`,
    );
    const stdin = Buffer.from(lines.join(''), 'latin1');
    const { stdout } = await luciJobs(['validate', '--jsonl'], { stdin });
    assert.equal(stdout.match(/a\ufffd/g)?.length, 2 + 3 * 2);
    assert.doesNotMatch(stdout, /\\ud[89a-f]/);
  });

  it('does not care how the lines are cut into chunks', async () => {
    const bytes = Buffer.from(question('é😀', BAD) + question('b', GOOD) + question('c', '漢'));
    const whole = await answers(bytes);
    assert.equal(whole.lines.length, 3);
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(cuts, async (offsets) => {
        const sorted = [0, ...offsets.sort((a, b) => a - b), bytes.length];
        const chunks = sorted.slice(1).map((end, i) => bytes.subarray(sorted[i], end));
        assert.deepEqual(await answers(...chunks), whole);
      }),
      { numRuns: 50 },
    );
  });

  it('reads no faster than its answers are taken', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked++;
        yield Buffer.from(question(asked, BAD));
      }
    }
    const taken: string[] = [];
    const reader = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        taken.push(String(chunk));
        if (taken.length < 100) done();
        else done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
      },
    });
    reader.on('error', () => {});
    assert.equal(
      await validateJsonl(Readable.from(endless()), reader, { project: 'p' }, validationManagers()),
      1,
    );
    assert.equal(taken.length, 100);
    assert.ok(asked < 200, `${asked} lines read for 100 answers taken`);
  });

  describe('as a process', () => {
    it('answers each line before the next one comes', async () => {
      const cli = new CliProcess(['validate', '--no-lints', '--jsonl'], { stdin: null });
      cli.child.stdin?.write(question('first', GOOD));
      assert.equal(await cli.line(/first/), '{"id":"first","findings":[]}');
      cli.child.stdin?.end(question('second', GOOD));
      assert.equal(await cli.line(/second/), '{"id":"second","findings":[]}');
      assert.deepEqual((await cli.outcome).exitCode, 0);
    });

    it('does not complain about a reader that leaves early', async () => {
      const stdin = question('x', 'job {}\n'.repeat(100)).repeat(100);
      const cli = new CliProcess(['validate', '--no-lints', '--jsonl'], { stdin });
      cli.child.stdout?.once('data', () => cli.child.stdout?.destroy());
      const { stderr, exitCode } = await cli.outcome;
      assert.deepEqual([stderr, exitCode], ['', 1]);
    });
  });
});
