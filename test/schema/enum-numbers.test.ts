import assert from 'node:assert/strict';
import { enumNumbers, POLICY_KINDS } from '../../src/schema/enum-numbers.ts';

describe('numbers of enum values', () => {
  it('are those of the .proto files', () => {
    assert.deepEqual(POLICY_KINDS, {
      UNDEFINED: 0,
      GREEDY_BATCHING: 1,
      LOGARITHMIC_BATCHING: 2,
      NEWEST_FIRST: 3,
    });
    assert.deepEqual(enumNumbers('scheduler.config.Acl.Role', ['OWNER', 'TRIGGERER']), {
      OWNER: 1,
      TRIGGERER: 2,
    });
  });

  it('are refused for what the schema does not have', () => {
    assert.throws(
      () => enumNumbers('scheduler.config.Acl.Role', ['READER', 'TRIGGER']),
      /no TRIGGER in scheduler\.config\.Acl\.Role/,
    );
    assert.throws(() => enumNumbers('scheduler.config.Acl', ['OWNER']), /no OWNER/);
  });
});
