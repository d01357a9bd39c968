import assert from 'node:assert/strict';
import {
  errorKind,
  isRace,
  isTransient,
  TaskError,
  type TaskErrorKind,
} from '../../src/task/task-error.ts';

const TRANSIENT = new TaskError('transient', 'later');
const RETRY = new TaskError('retry', 'soon');
const wrapped = (cause: unknown, by: Error = new Error('outer')) => Object.assign(by, { cause });

function throwing(property: string): Error {
  return Object.defineProperty(new Error('x'), property, {
    get: () => {
      throw TRANSIENT;
    },
  });
}

describe('the kind of what is thrown (manager-contract.md 8)', () => {
  const cyclic = new Error('x');
  cyclic.cause = cyclic;
  const rows: [what: string, error: unknown, kind: TaskErrorKind][] = [
    ['a transient one', TRANSIENT, 'transient'],
    ['a race', RETRY, 'retry'],
    ['a race that is not transient', new TaskError('retry-only', 'x'), 'retry-only'],
    ['a fatal one', new TaskError('fatal', 'x'), 'fatal'],
    ['any other error', new TypeError('x'), 'fatal'],
    ['nothing', undefined, 'fatal'],
    ['null', null, 'fatal'],
    ['text', 'transient', 'fatal'],
    ['an object that looks like one', { kind: 'transient' }, 'fatal'],
    ['an error around a transient one', wrapped(wrapped(TRANSIENT)), 'transient'],
    [
      'a fatal one around a transient one',
      wrapped(TRANSIENT, new TaskError('fatal', 'x')),
      'transient',
    ],
    ['an aggregate, by its first', new AggregateError([new Error('x'), RETRY, TRANSIENT]), 'retry'],
    ['an aggregate, before its cause', wrapped(TRANSIENT, new AggregateError([RETRY])), 'retry'],
    ['its own cause', cyclic, 'fatal'],
    // Looking at these throws.
    ['an error whose cause throws', throwing('cause'), 'fatal'],
    ['an aggregate of no list', Object.assign(new AggregateError([]), { errors: 7 }), 'fatal'],
    [
      'a proxy that answers nothing',
      new Proxy(new Error('x'), {
        getPrototypeOf: () => {
          throw TRANSIENT;
        },
      }),
      'fatal',
    ],
  ];
  for (const [what, error, kind] of rows) {
    it(`of ${what} is ${kind}`, () => {
      assert.equal(errorKind(error), kind);
      assert.equal(isTransient(error), kind === 'transient' || kind === 'retry');
      assert.equal(isRace(error), kind === 'retry' || kind === 'retry-only');
    });
  }
});
