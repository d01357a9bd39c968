import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PanelMessage, parsePanelMessage } from '../../../client/panel/protocol.ts';

const ID = '9200093523825193008';

const VALID: readonly PanelMessage[] = [
  { type: 'ready' },
  { type: 'focus', focused: true },
  { type: 'watchLog', id: ID },
  { type: 'watchLog', id: undefined },
  { type: 'invocationAction', action: 'abortInvocation', id: ID },
  { type: 'invocationAction', action: 'runAgain', id: ID },
  { type: 'invocationAction', action: 'goToJob', id: ID },
  { type: 'invocationAction', action: 'copyInvocationLog', id: ID },
  { type: 'invocationAction', action: 'pinInvocation', id: ID },
  { type: 'invocationAction', action: 'unpinInvocation', id: ID },
  { type: 'invocationAction', action: 'openInvocationLog', id: ID },
  { type: 'globalAction', action: 'openConfig' },
  { type: 'globalAction', action: 'createExample' },
  { type: 'globalAction', action: 'manageTrust' },
];

const INVALID: readonly unknown[] = [
  undefined,
  null,
  'ready',
  [],
  {},
  { type: 'toString' },
  { type: 'focus' },
  { type: 'focus', focused: 1 },
  { type: 'watchLog', id: 1 },
  { type: 'watchLog', id: '-1' },
  { type: 'watchLog', id: '1'.repeat(20) },
  { type: 'watchLog', id: `${ID}\n` },
  { type: 'invocationAction', action: 'runJob', id: ID },
  { type: 'invocationAction', action: 'openConfig', id: ID },
  { type: 'invocationAction', action: 'abortInvocation' },
  { type: 'globalAction', action: 'abortInvocation' },
  { type: 'globalAction', action: ['openConfig'] },
];

describe('a message of the panel', () => {
  for (const message of VALID) {
    it(`is taken: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(parsePanelMessage(message), message);
      assert.deepEqual(parsePanelMessage({ ...message, more: 1 }), message);
    });
  }

  for (const message of INVALID) {
    it(`is dropped: ${JSON.stringify(message)}`, () => {
      assert.equal(parsePanelMessage(message), undefined);
    });
  }

  it('may be anything', () => {
    fc.assert(fc.property(fc.anything(), (message) => void parsePanelMessage(message)));
  });
});
