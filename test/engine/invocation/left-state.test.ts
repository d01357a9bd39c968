// States and triggers of Managers that are anything at all. What they come to, bad-managers.test.ts tells.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTrigger } from '../../../src/engine/invocation/emitted-trigger.ts';
import { readState } from '../../../src/engine/invocation/left-state.ts';
import { checkPlainData } from '../../../src/engine/store/plain-data.ts';
import type { State } from '../../../src/task/controller.ts';
import type { EmittedTrigger } from '../../../src/task/request.ts';
import { isStatus } from '../../../src/task/status.ts';

const anything = fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true });

describe('what a Manager leaves', () => {
  it('is a state or a problem, and never throws', () => {
    const property = fc.oneof(anything, fc.constantFrom('RUNNING', '', new Uint8Array(3)));
    const state = fc.record({ status: property, taskData: property, viewUrl: property });
    fc.assert(
      fc.property(state, (left) => {
        const read = readState(left as unknown as State);
        if (read.ok) {
          assert.ok(isStatus(read.state.status));
          assert.notEqual(read.state.taskData, left.taskData, 'it is a copy');
          checkPlainData(read.state);
        } else assert.ok(read.problem.length < 200);
      }),
    );
  });

  it('is read once: a state that answers otherwise the second time cannot deceive', () => {
    let reads = 0;
    const left = {
      get status() {
        return reads++ === 0 ? 'RUNNING' : 'DONE';
      },
      taskData: new Uint8Array(),
      viewUrl: '',
    };
    const read = readState(left as unknown as State);
    assert.deepEqual(read.ok && read.state, {
      status: 'RUNNING',
      taskData: new Uint8Array(),
      viewUrl: '',
    });
    assert.equal(reads, 1);
  });
});

describe('what a Manager emits', () => {
  it('is a trigger that every store can keep, or a problem, and never throws', () => {
    const property = fc.oneof(
      anything,
      fc.constantFrom('t', 5, { kind: 'noop', data: '' }, undefined),
    );
    const keys = ['id', 'created', 'orderInBatch', 'title', 'url', 'payload'];
    const trigger = fc.record(Object.fromEntries(keys.map((key) => [key, property])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.oneof(anything, trigger), (emitted) => {
        const read = readTrigger(emitted as unknown as EmittedTrigger);
        if (read.ok) {
          assert.equal(typeof read.trigger.id, 'string');
          checkPlainData(read.trigger);
        } else assert.ok(read.problem.length < 200);
      }),
    );
  });
});
