import assert from 'node:assert/strict';
import { ErrorLog } from '../../src/textproto/error-log.ts';
import { MAX_TEXT_ERRORS } from '../../src/textproto/tree.ts';

const SPAN = { start: 7, end: 9 };

describe('error log', () => {
  it('is in the order in which the service would stop; of equals, as reported', () => {
    const log = new ErrorLog();
    for (const [message, raisedAt] of [
      ['c', 8],
      ['a', undefined],
      ['d', 8],
      ['b', 7],
    ] as const) {
      log.report('textproto-unknown-field', message, SPAN, raisedAt);
    }
    assert.deepEqual(
      log.inOrder().map(({ message }) => message),
      ['a', 'b', 'c', 'd'],
    );
  });

  it('keeps no more errors than are told apart, and still returns each', () => {
    const log = new ErrorLog();
    for (let n = 0; n < MAX_TEXT_ERRORS; n++) log.report('textproto-unknown-field', 'x', SPAN);
    const last = log.report('textproto-unknown-field', 'one too many', SPAN);
    assert.equal(last.message, 'one too many');
    assert.equal(log.inOrder().length, MAX_TEXT_ERRORS);
    assert.ok(!log.inOrder().includes(last));
  });

  it('asks for no words that it will not tell', () => {
    const log = new ErrorLog();
    for (let n = 0; n < MAX_TEXT_ERRORS; n++) log.report('textproto-unknown-field', 'x', SPAN);
    assert.ok(log.isFull);
    log.lexical({
      code: 'textproto-unexpected-byte',
      get message(): string {
        throw new Error('asked');
      },
      at: 5,
      ...SPAN,
    });
    assert.equal(log.lexicalErrors, 1);
    assert.equal(log.inOrder().length, MAX_TEXT_ERRORS);
  });

  it('counts bad tokens, and takes those in brackets for a part of the name', () => {
    const log = new ErrorLog();
    const bad = { code: 'textproto-unexpected-byte', message: 'x', at: 5, ...SPAN } as const;
    log.lexical(bad);
    log.inBrackets = true;
    log.lexical(bad);
    assert.equal(log.lexicalErrors, 2);
    assert.deepEqual(log.inOrder(), [
      { code: 'textproto-unexpected-byte', message: 'x', raisedAt: 5, ...SPAN },
      { code: 'textproto-extension', message: 'x', raisedAt: 5, ...SPAN },
    ]);
  });
});
