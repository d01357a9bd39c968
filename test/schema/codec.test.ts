import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { decodeMessage, encodeMessage, stringsAreUtf8 } from '../../src/schema/codec.ts';
import { descriptor } from '../../src/schema/generated/descriptor.ts';
import { type MessageType, messageType, newMessage } from '../../src/schema/schema.ts';
import { type Message, messageOf } from './message-arbitrary.ts';

const TYPES = descriptor.messages.map(({ fullName }) => messageType(fullName));

describe('encodeMessage', () => {
  // Bytes worked out by hand from protobuf.dev, "Encoding".
  const table: [type: string, message: object, hex: string][] = [
    ['scheduler.config.NoopTask', {}, ''],
    ['scheduler.config.NoopTask', { sleepMs: 0n, triggersCount: 0n }, ''],
    ['scheduler.config.NoopTask', { sleepMs: 1n }, '08 01'],
    ['scheduler.config.NoopTask', { sleepMs: 150n, triggersCount: 2n }, '08 9601 10 02'],
    ['scheduler.config.NoopTask', { sleepMs: -1n }, '08 ffffffffffffffffff01'],
    ['scheduler.config.NoopTask', { sleepMs: 2n ** 63n - 1n }, '08 ffffffffffffffff7f'],
    ['scheduler.config.NoopTask', { sleepMs: -(2n ** 63n) }, '08 80808080808080808001'],
    ['scheduler.config.NoopTask', { sleepMs: 2n ** 53n + 1n }, '08 8180808080808010'],
    ['scheduler.config.NoopTask', { sleepMs: 2n ** 28n - 1n }, '08 ffffff7f'],
    ['scheduler.config.NoopTask', { sleepMs: 2n ** 28n }, '08 8080808001'],
    ['scheduler.config.NoopTask', { sleepMs: 2n ** 56n - 2n }, '08 feffffffffffff7f'],
    ['scheduler.config.NoopTask', { sleepMs: 2n ** 56n + 5n }, '08 858080808080808001'],
    ['scheduler.config.TaskDefWrapper', { noop: {} }, '0a 00'],
    ['scheduler.config.TaskDefWrapper', { noop: { sleepMs: 1n } }, '0a 02 08 01'],
    ['scheduler.config.UrlFetchTask', { timeoutSec: -1 }, '18 ffffffffffffffffff01'],
    ['scheduler.config.UrlFetchTask', { method: 'GET', url: 'é' }, '0a 03 474554 12 02 c3a9'],
    ['scheduler.config.UrlFetchTask', { timeoutSec: -0, method: '', url: '' }, ''],
    ['scheduler.config.GitilesTask', { refs: ['a', '', 'b'] }, '12 01 61 12 00 12 01 62'],
    ['scheduler.config.TriggeringPolicy', { kind: 3 }, '08 03'],
    ['scheduler.config.TriggeringPolicy', { kind: -1 }, '08 ffffffffffffffffff01'],
    ['scheduler.config.TriggeringPolicy', { logBase: 1.0001 }, '25 4703803f'],
    ['scheduler.config.TriggeringPolicy', { logBase: -0 }, '25 00000080'],
    ['scheduler.config.TriggeringPolicy', { logBase: 0 }, ''],
    // Zero as a 32-bit float.
    ['scheduler.config.TriggeringPolicy', { logBase: 1e-60 }, ''],
    ['scheduler.config.TriggeringPolicy', { logBase: Number.POSITIVE_INFINITY }, '25 0000807f'],
    ['scheduler.config.TriggeringPolicy', { pendingTimeout: {} }, '2a 00'],
    ['scheduler.config.TriggeringPolicy', { pendingTimeout: { nanos: 1 } }, '2a 02 10 01'],
    ['scheduler.config.Job', { disabled: true }, '18 01'],
    ['scheduler.config.Job', { disabled: false }, ''],
    // Tags of two bytes; lowest number first, whatever the order of declaration.
    [
      'scheduler.config.Job',
      { noop: {}, realm: 'r', acls: [{}], id: 'i' },
      '0a0169 2a00 420172 a20600',
    ],
    ['scheduler.Trigger', { webui: {} }, 'ca02 00'],
    ['internal.timers.Timer', { payload: Uint8Array.of(0, 255) }, '2a 02 00ff'],
    ['internal.timers.Timer', { payload: new Uint8Array() }, ''],
    // Members of a oneof are written even if zero.
    ['google.protobuf.Value', { nullValue: 0 }, '08 00'],
    ['google.protobuf.Value', { numberValue: 0 }, '11 0000000000000000'],
    ['google.protobuf.Value', { numberValue: 0.1 }, '11 9a9999999999b93f'],
    ['google.protobuf.Value', { boolValue: false }, '20 00'],
    ['google.protobuf.Value', { stringValue: '' }, '1a 00'],
  ];
  for (const [type, message, expected] of table) {
    it(`${type} ${inspect(message)} → ${expected}`, () => {
      const bytes = encodeMessage(messageType(type), message);
      assert.equal(hex(bytes), expected.replaceAll(' ', ''));
    });
  }

  it('needs more than one byte for long lengths', () => {
    const bytes = encodeMessage(messageType('scheduler.config.TaskDefWrapper'), {
      urlFetch: { url: 'x'.repeat(300) },
    });
    assert.equal(hex(bytes).slice(0, 18), '12af02' + '12ac02' + '787878');
    assert.equal(bytes.length, 306);
  });

  it('does not depend on the order of properties, and ignores those of no field', () => {
    const one = { id: 'i', schedule: 's', other: 1, noop: { sleepMs: 1n } };
    const other = { noop: { sleepMs: 1n, triggersCount: 0n }, aclSets: [], schedule: 's', id: 'i' };
    assert.deepEqual(
      encodeMessage(messageType('scheduler.config.Job'), one),
      encodeMessage(messageType('scheduler.config.Job'), other),
    );
  });

  it('gives bytes of their own, and no Buffer', () => {
    const bytes = encodeMessage(messageType('scheduler.config.NoopTask'), { sleepMs: 1n });
    assert.equal(Object.getPrototypeOf(bytes), Uint8Array.prototype);
    assert.equal(bytes.buffer.byteLength, bytes.length);
  });

  it('refuses types that are not in the schema', () => {
    assert.throws(() => encodeMessage(messageType('NoopTask'), {}), /no message NoopTask/);
    assert.throws(
      () => decodeMessage(messageType('NoopTask'), new Uint8Array()),
      /no message NoopTask/,
    );
  });
});

describe('strings that are not UTF-8', () => {
  const table: [text: string, hex: string, read?: string][] = [
    ['\udcff', '1201ff'],
    ['a\udce9', '120261e9'],
    ['\u20ac\udc80', '1204e282ac80'],
    ['\ud800', '1203efbfbd', '\ufffd'],
    ['\ud83d', '1203efbfbd', '\ufffd'],
  ];
  for (const [url, expected, read = url] of table) {
    it(`${JSON.stringify(url)} → ${expected} → ${JSON.stringify(read)}`, () => {
      const bytes = encodeMessage(messageType('scheduler.config.UrlFetchTask'), { url });
      assert.equal(hex(bytes), expected);
      const { url: decoded } = decodeMessage<{ url: string }>(
        messageType('scheduler.config.UrlFetchTask'),
        bytes,
      );
      assert.equal(decoded, read);
    });
  }

  const detected: [message: object, expected: boolean][] = [
    [{}, true],
    [{ noop: { sleepMs: 1n } }, true],
    [{ urlFetch: { method: '', url: 'é€😀', timeoutSec: 1 } }, true],
    [{ urlFetch: { method: '', url: 'a\udcff', timeoutSec: 1 } }, false],
    [
      { gitiles: { repo: '', refs: ['', '\udc80'], pathRegexps: [], pathRegexpsExclude: [] } },
      false,
    ],
  ];
  for (const [message, expected] of detected) {
    it(`stringsAreUtf8 ${inspect(message)}: ${expected}`, () => {
      assert.equal(
        stringsAreUtf8(messageType('scheduler.config.TaskDefWrapper'), message),
        expected,
      );
    });
  }
});

describe('decodeMessage', () => {
  const table: [what: string, type: string, hex: string, message: object][] = [
    ['nothing', 'scheduler.config.NoopTask', '', { sleepMs: 0n, triggersCount: 0n }],
    ['zero, written out', 'scheduler.config.NoopTask', '08 00', { sleepMs: 0n, triggersCount: 0n }],
    [
      'a padded varint',
      'scheduler.config.NoopTask',
      '08 818000',
      { sleepMs: 1n, triggersCount: 0n },
    ],
    [
      'the last value',
      'scheduler.config.NoopTask',
      '08 01 08 02',
      { sleepMs: 2n, triggersCount: 0n },
    ],
    [
      'fields in any order',
      'scheduler.config.NoopTask',
      '10 02 08 01',
      { sleepMs: 1n, triggersCount: 2n },
    ],
    [
      'a sub-message in pieces',
      'scheduler.config.TaskDefWrapper',
      '0a 02 08 01 0a 02 10 02',
      { noop: { sleepMs: 1n, triggersCount: 2n } },
    ],
    ['the last member of a oneof', 'google.protobuf.Value', '1a 01 78 20 01', { boolValue: true }],
    [
      'the last member of a oneof, in pieces',
      'google.protobuf.Value',
      '20 01 32 02 0a 00 32 02 0a 00',
      { listValue: { values: [{}, {}] } },
    ],
    // Field 15 as varint, fixed64, bytes, group (with a field inside) and fixed32.
    [
      'fields that are not in the schema',
      'scheduler.config.NoopTask',
      '78 01 79 0102030405060708 7a 02 0801 7b 08 05 7c 7d 01020304 10 07',
      { sleepMs: 0n, triggersCount: 7n },
    ],
    [
      'groups in each other that are not in the schema, however deep',
      'scheduler.config.NoopTask',
      `${'7b'.repeat(10_001)} ${'7c'.repeat(10_001)} 10 07`,
      { sleepMs: 0n, triggersCount: 7n },
    ],
    [
      'fields with the wire type of another schema',
      'scheduler.config.NoopTask',
      '0a 01 78 0d 01020304 10 07',
      { sleepMs: 0n, triggersCount: 7n },
    ],
    [
      'tags and lengths in more bytes than they need',
      'scheduler.config.UrlFetchTask',
      '8a80808080808000 8180808080808000 61 128200 6263 fa8000 8100 07',
      { method: 'a', url: 'bc', timeoutSec: 0 },
    ],
    [
      'field numbers in a group that no field may have',
      'scheduler.config.NoopTask',
      '7b 8080808010 01 f8ffffff3f 02 7c 10 07',
      { sleepMs: 0n, triggersCount: 7n },
    ],
    [
      'an int32 of ten bytes',
      'scheduler.config.UrlFetchTask',
      '18 feffffffffffffffff01',
      { method: '', url: '', timeoutSec: -2 },
    ],
  ];
  for (const [what, type, text, message] of table) {
    it(`reads ${what}: ${text.slice(0, 80)}`, () =>
      assert.deepEqual(decodeMessage(messageType(type), unhex(text)), message));
  }

  const broken: [what: string, type: string, hex: string][] = [
    ['a tag without a value', 'scheduler.config.NoopTask', '08'],
    ['a varint without an end', 'scheduler.config.NoopTask', '08 80'],
    ['a varint of more than ten bytes', 'scheduler.config.NoopTask', '08 8080808080808080808001'],
    ['a varint of more than 64 bits', 'scheduler.config.NoopTask', '08 ffffffffffffffffff02'],
    ['one for an enum', 'scheduler.config.TriggeringPolicy', '08 ffffffffffffffffff02'],
    ['one of a field that is not known', 'scheduler.config.NoopTask', '78 ffffffffffffffffff02'],
    [
      'one in a group that is not known',
      'scheduler.config.NoopTask',
      '7b 78 ffffffffffffffffff02 7c',
    ],
    ['a group within another that ends it', 'scheduler.config.NoopTask', '7b 73 7c 74'],
    [
      'groups deeper than the service goes',
      'scheduler.config.NoopTask',
      `${'7b'.repeat(10_002)} ${'7c'.repeat(10_002)}`,
    ],
    ['a string longer than the rest', 'scheduler.config.UrlFetchTask', '12 05 6162'],
    ['a sub-message longer than the one around it', 'scheduler.config.Job', 'a206 02 08'],
    ['a value that ends outside of its message', 'scheduler.config.TaskDefWrapper', '0a 01 08 01'],
    ['the number 0 in more bytes than it needs', 'scheduler.config.NoopTask', '8000 01'],
    ['a number above those of fields', 'scheduler.config.NoopTask', '8080808010 01'],
    [
      'a number of more than 31 bits in a group',
      'scheduler.config.NoopTask',
      '7b 8080808040 01 7c',
    ],
    ['a length of 64 bits', 'scheduler.config.UrlFetchTask', '12 ffffffffffffffffff01 61'],
    ['a long length of nothing', 'scheduler.config.UrlFetchTask', '12 8200 61'],
    ['a tag without an end', 'scheduler.config.NoopTask', '10 01 80'],
    ['field number 0', 'scheduler.config.NoopTask', '00 01'],
    ['a wire type that does not exist', 'scheduler.config.NoopTask', '0e'],
    ['the end of a group that never began', 'scheduler.config.NoopTask', '0c'],
    ['a group without an end', 'scheduler.config.NoopTask', '7b 08 05'],
    ['a float cut short', 'scheduler.config.TriggeringPolicy', '25 000000'],
  ];
  for (const [what, type, text] of broken) {
    it(`refuses ${what}: ${text.slice(0, 80)}`, () => {
      assert.throws(() => decodeMessage(messageType(type), unhex(text)), Error);
    });
  }

  it('shares no memory with its input', () => {
    const bytes = unhex('2a 02 0102');
    const { payload } = decodeMessage<{ payload: Uint8Array }>(
      messageType('internal.timers.Timer'),
      bytes,
    );
    bytes.fill(0);
    assert.deepEqual(payload, Uint8Array.of(1, 2));
  });

  it('reads Buffers and views, and gives plain bytes', () => {
    const view = new Uint8Array(unhex('ff 2a 02 0102 ff').buffer, 1, 4);
    for (const bytes of [view, Buffer.from(view)]) {
      const { payload } = decodeMessage<{ payload: Uint8Array }>(
        messageType('internal.timers.Timer'),
        bytes,
      );
      assert.deepEqual(payload, Uint8Array.of(1, 2));
    }
  });
});

describe('the codec, beside that of protobufjs on the same .proto files', () => {
  const oracle = loadProtos();

  for (const type of TYPES) {
    it(`writes ${type.fullName} the same, and reads what it wrote`, () => {
      const theirs = oracle.lookupType(type.fullName);
      fc.assert(
        fc.property(messageOf(type), (message) => {
          const bytes = encodeMessage(type, message);
          assert.deepEqual(decodeMessage(type, bytes), message);
          const expected = theirs.encode(theirs.fromObject(forOracle(type, message))).finish();
          assert.equal(hex(bytes), hex(expected));
        }),
      );
    });
  }

  it('reads the same from damaged bytes, or refuses them, too', () => {
    fc.assert(
      fc.property(damagedMessage(), ([type, bytes]) => {
        const theirs = oracle.lookupType(type.fullName);
        const expected = valueOrError(() => theirs.decode(bytes));
        const actual = valueOrError(() => decodeMessage<Message>(type, bytes));
        // We take strings that are not UTF-8.
        if (expected instanceof Error && /utf-?8/i.test(expected.message)) return;
        // We refuse varints that are too long wherever they stand, as Go does.
        if (actual instanceof Error && actual.message.includes('64 bits')) return;
        assert.equal(actual instanceof Error, expected instanceof Error, String(actual));
        if (actual instanceof Error || expected instanceof Error) return;
        const options = { longs: String, defaults: true };
        assert.deepEqual(
          theirs.toObject(theirs.fromObject(forOracle(type, actual)), options),
          theirs.toObject(expected, options),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('writes and reads a Struct as the map that others know it as', () => {
    const theirs = protobuf.Root.fromJSON(
      protobuf.common.get('google/protobuf/struct.proto') ?? {},
    );
    const type = theirs.lookupType('google.protobuf.Struct');
    const bytes = type.encode(type.fromObject({ fields: { a: { numberValue: 1.5 } } })).finish();
    const ours = { fields: [{ key: 'a', value: { numberValue: 1.5 } }] };
    assert.deepEqual(decodeMessage(messageType('google.protobuf.Struct'), bytes), ours);
    assert.equal(hex(encodeMessage(messageType('google.protobuf.Struct'), ours)), hex(bytes));
  });
});

/** Messages in binary form, cut short or with one byte changed. */
function damagedMessage(): fc.Arbitrary<readonly [MessageType, Uint8Array]> {
  return fc
    .constantFrom(...TYPES)
    .chain((type) =>
      fc.tuple(fc.constant(type), messageOf(type, 3), fc.nat(), fc.nat(255), fc.boolean()),
    )
    .map(([type, message, at, byte, cut]) => {
      const bytes = encodeMessage(type, message);
      const index = at % (bytes.length + 1);
      if (cut) return [type, bytes.subarray(0, index)];
      if (index < bytes.length) bytes[index] = byte;
      return [type, bytes];
    });
}

function loadProtos(): protobuf.Root {
  const folder = path.join(import.meta.dirname, '../../src/schema');
  const root = new protobuf.Root();
  for (const file of fs.globSync('**/*.proto', { cwd: folder })) {
    protobuf.parse(fs.readFileSync(path.join(folder, file), 'utf8'), root, { keepCase: false });
  }
  return root;
}

/** In the form that protobufjs takes. Without zero values, which it would write. */
function forOracle(type: MessageType, message: Message): Message {
  const zero = newMessage(type);
  const set = type.fields.filter(
    ({ jsonName }) => jsonName in message && !isDeepStrictEqual(message[jsonName], zero[jsonName]),
  );
  return Object.fromEntries(
    set.map((field) => {
      const value = message[field.jsonName];
      const convert = (item: unknown) => {
        if (field.type.kind === 'message') return forOracle(field.type.message, item as Message);
        return typeof item === 'bigint' ? String(item) : item;
      };
      return [field.jsonName, Array.isArray(value) ? value.map(convert) : convert(value)];
    }),
  );
}

function valueOrError<T>(call: () => T): T | Error {
  try {
    return call();
  } catch (error) {
    return error as Error;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function unhex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

function inspect(message: object): string {
  return JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}
