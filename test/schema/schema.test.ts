import assert from 'node:assert/strict';
import { descriptor } from '../../src/schema/generated/descriptor.ts';
import {
  hasPresence,
  messageType,
  newMessage,
  PROJECT_CONFIG,
  Schema,
  schema,
} from '../../src/schema/schema.ts';

const JOB = messageType('scheduler.config.Job');
const POLICY = messageType('scheduler.config.TriggeringPolicy');

describe('Schema', () => {
  it('finds messages by full name only', () => {
    assert.equal(schema.message('scheduler.config.Job')?.name, 'Job');
    assert.equal(schema.message('google.protobuf.Struct.FieldsEntry')?.name, 'FieldsEntry');
    for (const name of ['Job', '.scheduler.config.Job', 'scheduler.config.job', '', 'string']) {
      assert.equal(schema.message(name), undefined, name);
      assert.throws(() => messageType(name), /no message/, name);
    }
  });

  it('finds every message of the descriptor', () => {
    for (const { fullName } of descriptor.messages) {
      assert.equal(schema.message(fullName)?.fullName, fullName);
    }
  });

  it('refuses a descriptor with loose ends', () => {
    const field = { name: 'f', jsonName: 'f', number: 1, type: 'a.Missing', doc: 'A field.' };
    const messages = [{ fullName: 'a.B', doc: 'A message.', fields: [field] }];
    assert.throws(() => new Schema({ messages, enums: [] }), /a\.Missing/);
  });

  it('starts from the root message of config files', () => {
    assert.equal(PROJECT_CONFIG.fullName, 'scheduler.config.ProjectConfig');
    assert.equal(PROJECT_CONFIG.doc.includes('`luci-scheduler.cfg`'), true);
  });
});

describe('MessageType', () => {
  it('finds fields by their exact name', () => {
    assert.equal(JOB.fieldByName('triggering_policy')?.number, 7);
    const misses = ['triggeringPolicy', 'Triggering_policy', '7', '', 'constructor', '__proto__'];
    for (const name of misses) assert.equal(JOB.fieldByName(name), undefined, name);
  });

  it('finds fields by number', () => {
    assert.equal(JOB.fieldByNumber(7)?.name, 'triggering_policy');
    assert.equal(JOB.fieldByNumber(4), undefined);
    for (const { fullName } of descriptor.messages) {
      const type = messageType(fullName);
      for (const field of type.fields) {
        assert.equal(type.fieldByName(field.name), field);
        assert.equal(type.fieldByNumber(field.number), field);
      }
    }
  });

  it('has its fields in the order of the .proto and in the order of their numbers', () => {
    assert.deepEqual(
      JOB.fields.map((field) => field.number),
      [1, 8, 2, 3, 5, 6, 7, 100, 101, 103],
    );
    assert.deepEqual(
      JOB.fieldsByNumber.map((field) => field.number),
      [1, 2, 3, 5, 6, 7, 8, 100, 101, 103],
    );
  });

  it('links its fields to their types', () => {
    const policy = JOB.fieldByName('triggering_policy')?.type;
    assert.equal(policy?.kind === 'message' && policy.message, POLICY);
    const kind = POLICY.fieldByName('kind')?.type;
    assert.equal(
      kind?.kind === 'enum' && kind.enum.fullName,
      'scheduler.config.TriggeringPolicy.Kind',
    );
    assert.deepEqual(POLICY.fieldByName('log_base')?.type, { kind: 'scalar', scalar: 'float' });
  });

  it('may contain itself', () => {
    const value = messageType('google.protobuf.Value');
    const list = value.fieldByName('list_value')?.type;
    const values = list?.kind === 'message' ? list.message.fieldByName('values')?.type : undefined;
    assert.equal(values?.kind === 'message' && values.message, value);
  });

  it('tells what is repeated, deprecated or in a oneof', () => {
    const acls = JOB.fieldByName('acls');
    assert.deepEqual([acls?.repeated, acls?.deprecated, acls?.oneof], [true, true, undefined]);
    const cron = messageType('scheduler.Trigger').fieldByName('cron');
    assert.deepEqual([cron?.repeated, cron?.deprecated, cron?.oneof], [false, false, 'payload']);
  });

  it('knows what is reserved', () => {
    assert.deepEqual(PROJECT_CONFIG.reservedNames, ['security_options']);
    assert.deepEqual(PROJECT_CONFIG.reservedRanges, [[4, 4]]);
    assert.deepEqual(POLICY.reservedNames, []);
    assert.deepEqual(POLICY.reservedRanges, []);
  });
});

describe('EnumType', () => {
  const type = POLICY.fieldByName('kind')?.type;
  const kind = type?.kind === 'enum' ? type.enum : undefined;

  it('finds values by their exact name', () => {
    assert.equal(kind?.name, 'Kind');
    assert.equal(kind?.byName('NEWEST_FIRST')?.number, 3);
    for (const name of ['newest_first', 'Kind.NEWEST_FIRST', '3', '', 'toString']) {
      assert.equal(kind?.byName(name), undefined, name);
    }
  });

  it('finds values by number', () => {
    assert.equal(kind?.byNumber(0)?.name, 'UNDEFINED');
    assert.equal(kind?.byNumber(4), undefined);
    assert.equal(kind?.byNumber(-1), undefined);
  });
});

describe('newMessage', () => {
  const table: [type: string, zero: object][] = [
    [
      'scheduler.config.Job',
      { id: '', realm: '', schedule: '', disabled: false, acls: [], aclSets: [] },
    ],
    [
      'scheduler.config.TriggeringPolicy',
      { kind: 0, maxConcurrentInvocations: 0n, maxBatchSize: 0n, logBase: 0 },
    ],
    ['scheduler.config.UrlFetchTask', { method: '', url: '', timeoutSec: 0 }],
    ['scheduler.config.TaskDefWrapper', {}],
    ['gitiles.messages.Child', { suffix: '', sha1: new Uint8Array() }],
    ['google.protobuf.Value', {}],
  ];
  for (const [name, zero] of table) {
    it(name, () => assert.deepEqual(newMessage(messageType(name)), zero));
  }

  it('shares no list with another message', () => {
    const one = newMessage(JOB);
    const other = newMessage(JOB);
    (one['aclSets'] as string[]).push('x');
    assert.deepEqual(other['aclSets'], []);
    assert.deepEqual(newMessage(JOB)['aclSets'], []);
  });
});

describe('hasPresence', () => {
  const table: [type: string, field: string, expected: boolean][] = [
    ['scheduler.config.Job', 'noop', true],
    ['scheduler.config.Job', 'id', false],
    ['scheduler.config.Job', 'acls', false],
    ['scheduler.config.TriggeringPolicy', 'kind', false],
    ['scheduler.Trigger', 'cron', true],
    ['google.protobuf.Value', 'bool_value', true],
  ];
  for (const [type, name, expected] of table) {
    it(`${type}.${name}: ${expected}`, () => {
      const field = messageType(type).fieldByName(name);
      assert.equal(field && hasPresence(field), expected);
    });
  }
});
