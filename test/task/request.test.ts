import assert from 'node:assert/strict';
import { lastTrigger, type Request, type Trigger } from '../../src/task/request.ts';

const REQUEST: Request = { triggeredBy: '', incomingTriggers: [], tags: [] };

function trigger(id: string): Trigger {
  return { id, created: 0, orderInBatch: 0 };
}

describe('lastTrigger', () => {
  it('is the newest, which is the last', () => {
    const incomingTriggers = [trigger('old'), trigger('new')];
    assert.equal(lastTrigger({ ...REQUEST, incomingTriggers })?.id, 'new');
  });

  it('is nothing when nothing was triggered', () => {
    assert.equal(lastTrigger(REQUEST), undefined);
  });
});
