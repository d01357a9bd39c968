// A program for tests that speaks the luciexe protocol, written from the protocol's description alone: with the bytes of
// messages put together by hand. `luciexe-process.ts SCENARIO [--output=FILE]`.

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { deflateSync } from 'node:zlib';

const [scenario = '', option = ''] = process.argv.slice(2);
const { env } = process;

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
};
const frame = (bytes: Buffer): Buffer => Buffer.concat([varint(bytes.length), bytes]);
const field = (number: number, bytes: Buffer | string): Buffer =>
  Buffer.concat([varint(number * 8 + 2), frame(Buffer.from(bytes))]);
const numberField = (number: number, value: number): Buffer =>
  Buffer.concat([varint(number * 8), varint(value)]);

/** Fields of buildbucket.v2.Build and Step. */
const build = (status: number, summary = '', steps: readonly Buffer[] = []): Buffer =>
  Buffer.concat([
    numberField(12, status),
    ...steps.map((step) => field(17, step)),
    field(20, summary),
  ]);
const step = (name: string, status: number): Buffer =>
  Buffer.concat([field(1, name), numberField(4, status)]);

async function open(description: object | string, magic = 'BTLR1\x1e'): Promise<net.Socket> {
  const address = env['LOGDOG_STREAM_SERVER_PATH'] ?? '';
  const [protocol, place = ''] = address.split(/:(.*)/s);
  const socket = net.connect(protocol === 'unix' ? place : `\\\\.\\pipe\\${place}`);
  await once(socket, 'connect');
  const text = typeof description === 'string' ? description : JSON.stringify(description);
  socket.write(Buffer.concat([Buffer.from(magic), frame(Buffer.from(text))]));
  return socket;
}

async function close(socket: net.Socket): Promise<void> {
  socket.end();
  await once(socket, 'close');
}

const name = (stream: string) => `${env['LOGDOG_NAMESPACE']}/${stream}`;
const BUILDS = {
  name: name('build.proto'),
  type: 'datagram',
  contentType: 'application/luci+proto; message=buildbucket.v2.Build',
};

const SCENARIOS: Readonly<Record<string, () => Promise<void>>> = {
  async succeeds() {
    const stream = await open(BUILDS);
    stream.write(frame(build(2, '', [step('compile', 2)])));
    stream.write(frame(build(2, '', [step('compile', 12), step('test', 2)])));
    stream.write(frame(build(12, 'all **well**', [step('compile', 12), step('test', 20)])));
    await close(stream);
    // Its exit code does not matter.
    process.exitCode = 9;
  },
  async compresses() {
    const contentType = `${BUILDS.contentType}; encoding=zlib`;
    const stream = await open({ ...BUILDS, contentType });
    stream.write(frame(deflateSync(build(20, 'x'.repeat(100_000)))));
    await close(stream);
  },
  async 'ends early'() {
    const stream = await open(BUILDS);
    stream.write(frame(build(2)));
    await close(stream);
  },
  async 'is cut off'() {
    const stream = await open(BUILDS);
    stream.write(frame(build(12)));
    stream.write(frame(build(20)).subarray(0, 2));
    await close(stream);
  },
  async 'opens it and says nothing'() {
    await close(await open(BUILDS));
  },
  async logs() {
    const text = await open({ name: name('steps/compile/log'), timestamp: 'x', tags: { a: 'b' } });
    text.write('one\ntwo');
    await close(text);
    const binary = await open({ name: name('steps/compile/data'), type: 'binary' });
    binary.write('not to be seen');
    await close(binary);
    const nested = await open({ ...BUILDS, name: name('steps/sub/build.proto') });
    nested.write(frame(build(20)));
    await close(nested);
  },
  async 'sends no message'() {
    const stream = await open(BUILDS);
    stream.write(frame(Buffer.from([0xff, 0xff, 0xff])));
    await once(stream, 'close');
  },
  async 'sends what is not compressed'() {
    const stream = await open({ ...BUILDS, contentType: 'x; encoding=zlib' });
    stream.write(frame(build(12)));
    await once(stream, 'close');
  },
  async 'sends too much'() {
    const stream = await open(BUILDS);
    stream.write(varint(2 ** 40));
    await once(stream, 'close');
  },
  async 'speaks another protocol'() {
    await once(await open(BUILDS, 'GET / '), 'close');
  },
  async 'describes nothing'() {
    await once(await open('{'), 'close');
  },
  async 'describes what nobody knows'() {
    await once(await open({ name: 'x', type: 'video' }), 'close');
  },
  async 'leaves a build'() {
    const file = option.replace('--output=', '');
    fs.writeFileSync(file, '{"status": "FAILURE", "summary_markdown": "it is *red*"}');
  },
  async 'leaves something else'() {
    fs.writeFileSync(option.replace('--output=', ''), 'status: FAILURE');
  },
  async 'leaves no end'() {
    fs.writeFileSync(option.replace('--output=', ''), '{"status": "STARTED"}');
  },
  async 'leaves nothing'() {},
  async 'keeps a stream open'() {
    const stream = await open({ name: name('endless') });
    stream.write('begun\n', () => process.exit(0));
    await new Promise(() => {});
  },
  /** All that the protocol promises to a program. */
  async 'looks around'() {
    const input = fs.readFileSync(0);
    const id = Buffer.concat([varint(8), varint(Number('1234567'))]);
    assert.ok(input.subarray(0, id.length).equals(id));
    assert.deepEqual(fs.readdirSync('.'), []);
    const temporary = env['TMPDIR'] ?? '';
    for (const variable of ['TEMPDIR', 'TEMP', 'TMP', 'MAC_CHROMIUM_TMPDIR']) {
      assert.equal(env[variable], temporary);
    }
    assert.deepEqual(fs.readdirSync(temporary), []);
    assert.equal(fs.statSync(temporary).dev, fs.statSync('.').dev);
    assert.notEqual(fs.realpathSync(temporary), fs.realpathSync('.'));
    const context = JSON.parse(fs.readFileSync(env['LUCI_CONTEXT'] ?? '', 'utf8'));
    const cache = context.luciexe.cache_dir;
    fs.appendFileSync(`${cache}/visits`, 'x');
    console.log(`visit ${fs.readFileSync(`${cache}/visits`, 'utf8').length}`);
    assert.equal(context.deadline.grace_period, 0.5);
    for (const variable of ['LOGDOG_STREAM_PREFIX', 'LOGDOG_STREAM_PROJECT']) {
      assert.match(env[variable] ?? '', /^[a-z]+$/);
    }
    console.log(
      `json ${fs.readFileSync(env['LUCI_BUILD_JSON'] ?? '', 'utf8').replaceAll('\n', ' ')}`,
    );
  },
};

await SCENARIOS[scenario]?.();
