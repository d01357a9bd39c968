import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeMessage, encodeMessage } from '../../src/schema/codec.ts';
import { messageFromJson, messageToJson, ProtoJsonError } from '../../src/schema/json.ts';
import { messageType } from '../../src/schema/schema.ts';
import { type JsonObject, structFromJson, structToJson } from '../../src/schema/struct.ts';
import { messageOf } from './message-arbitrary.ts';

const BUILD = 'buildbucket.v2.Build';

describe('messageToJson', () => {
  const table: readonly (readonly [type: string, message: object, json: unknown])[] = [
    [BUILD, {}, {}],
    [BUILD, { id: 0n, number: 0, tags: [], summaryMarkdown: '' }, {}],
    [BUILD, { id: 2n ** 63n - 1n, number: -1 }, { id: '9223372036854775807', number: -1 }],
    [BUILD, { status: 12 }, { status: 'SUCCESS' }],
    [BUILD, { status: 99 }, { status: 99 }],
    [BUILD, { builder: {} }, { builder: {} }],
    [BUILD, { tags: [{ key: 'a', value: '' }] }, { tags: [{ key: 'a' }] }],
    [
      BUILD,
      { createTime: { seconds: 1n, nanos: 500_000_000 }, endTime: { seconds: -1n, nanos: 1 } },
      { createTime: '1970-01-01T00:00:01.500Z', endTime: '1969-12-31T23:59:59.000000001Z' },
    ],
    [
      'buildbucket.v2.NotificationConfig',
      { userData: Uint8Array.of(0xfb, 0xff) },
      { userData: '+/8=' },
    ],
    ['scheduler.Trigger', { id: 'x', noop: {} }, { id: 'x', noop: {} }],
    ['scheduler.Trigger', { cron: { generation: 0n } }, { cron: {} }],
    [
      'scheduler.GitilesTrigger',
      { properties: structFromJson({ a: [null, 1.5, 'x', { b: true }] }) },
      { properties: { a: [null, 1.5, 'x', { b: true }] } },
    ],
    ['scheduler.GitilesTrigger', { properties: structFromJson({}) }, { properties: {} }],
    [
      'scheduler.config.TriggeringPolicy',
      { kind: 3, logBase: Number.NaN, pendingTimeout: { seconds: -3n, nanos: -50_000_000 } },
      { kind: 'NEWEST_FIRST', logBase: 'NaN', pendingTimeout: '-3.050s' },
    ],
  ];
  for (const [type, message, json] of table) {
    it(`${type}: ${JSON.stringify(json)}`, () => {
      assert.deepEqual(messageToJson(messageType(type), message), json);
      // And back, by way of the binary form, which knows what is zero.
      const bytes = encodeMessage(messageType(type), message);
      const read = messageFromJson(messageType(type), json);
      assert.deepEqual(encodeMessage(messageType(type), read), bytes);
    });
  }

  it('refuses a time that has no text', () => {
    const late = { createTime: { seconds: 10n ** 12n, nanos: 0 } };
    assert.throws(() => messageToJson(messageType(BUILD), late), RangeError);
  });
});

describe('messageFromJson', () => {
  const table: readonly (readonly [type: string, json: unknown, same: unknown])[] = [
    [BUILD, { id: 12, number: '3', status: 20 }, { id: '12', number: 3, status: 'FAILURE' }],
    [BUILD, { create_time: '2026-01-02T03:04:05+01:00' }, { createTime: '2026-01-02T02:04:05Z' }],
    [BUILD, { id: null, tags: null, builder: null }, {}],
    [BUILD, { somethingNew: [1], tags: [{ key: 'k', other: 1 }] }, { tags: [{ key: 'k' }] }],
    [BUILD, JSON.parse('{"__proto__":{"id":"1"},"constructor":1}'), {}],
    ['buildbucket.v2.NotificationConfig', { user_data: '-_8' }, { userData: '+/8=' }],
    ['scheduler.config.TriggeringPolicy', { logBase: '1.5' }, { logBase: 1.5 }],
  ];
  for (const [type, json, same] of table) {
    it(`takes ${JSON.stringify(json)}`, () => {
      const read = messageFromJson(messageType(type), json);
      assert.deepEqual(messageToJson(messageType(type), read), same);
    });
  }

  const wrong: readonly (readonly [type: string, json: unknown, text: string])[] = [
    [BUILD, [], 'the message is not an object'],
    [BUILD, 'x', 'the message is not an object'],
    [BUILD, null, 'the message is not an object'],
    [BUILD, { id: 1.5 }, 'id is not a whole number of 64 bits'],
    [BUILD, { id: '9223372036854775808' }, 'id is not a whole number of 64 bits'],
    [BUILD, { id: '0x1' }, 'id is not a whole number of 64 bits'],
    [BUILD, { number: 2147483648 }, 'number is not a whole number of 32 bits'],
    [BUILD, { status: 'NEWER' }, 'status is not a value of Status'],
    [BUILD, { tags: {} }, 'tags is not a list'],
    [BUILD, { tags: [{ key: 1 }] }, 'tags[0].key is not a string'],
    [BUILD, { input: { properties: [] } }, 'input.properties is not an object'],
    [BUILD, { createTime: '2026-13-01T00:00:00Z' }, 'createTime is not a time in RFC 3339'],
    ['buildbucket.v2.NotificationConfig', { userData: '@' }, 'userData is not base64'],
    ['scheduler.config.Job', { disabled: 1 }, 'disabled is not true or false'],
    [
      'scheduler.config.TriggeringPolicy',
      { pendingTimeout: '3' },
      'pendingTimeout is not a duration in seconds',
    ],
  ];
  for (const [type, json, text] of wrong) {
    it(`refuses ${JSON.stringify(json)}: ${text}`, () => {
      assert.throws(
        () => messageFromJson(messageType(type), json),
        (error) => error instanceof ProtoJsonError && error.message === text,
      );
    });
  }

  for (const name of [
    'scheduler.config.BuildbucketTask',
    'scheduler.config.NoopTask',
    'scheduler.config.UrlFetchTask',
    'buildbucket.v2.NotificationConfig',
    'buildbucket.v2.GetBuildRequest',
    'buildbucket.v2.PubSubCallBack',
  ]) {
    it(`reads back every ${name} that is written`, () => {
      const type = messageType(name);
      fc.assert(
        fc.property(messageOf(type, 1), (message) => {
          const text = JSON.stringify(messageToJson(type, message));
          const read = messageFromJson(type, JSON.parse(text));
          assert.deepEqual(
            decodeMessage(type, encodeMessage(type, read)),
            decodeMessage(type, encodeMessage(type, message)),
          );
        }),
      );
    });
  }
});

describe('structFromJson', () => {
  it('is undone by structToJson', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const json = JSON.parse(JSON.stringify(object)) as JsonObject;
        assert.deepEqual(structToJson(structFromJson(json)), json);
      }),
    );
  });

  it('refuses what JSON cannot say', () => {
    assert.throws(() => structFromJson({ a: [Number.NaN] }), RangeError);
  });
});
