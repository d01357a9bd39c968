import assert from 'node:assert/strict';
import { CancellationToken, type RemoteConsole, ResponseError } from 'vscode-languageserver';
import { Guard } from '../../server/guard.ts';
import { ProtocolError } from '../../server/protocol-error.ts';

const NONE = CancellationToken.None;

/** A guard, and what it has logged. */
function guardWithLog(): { readonly guard: Guard; readonly logged: readonly string[] } {
  const logged: string[] = [];
  const guard = new Guard({
    error: (message: string) => logged.push(message),
  } as unknown as RemoteConsole);
  return { guard, logged };
}

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('Guard', () => {
  it('hands on parameters and answers', () => {
    const { guard, logged } = guardWithLog();
    const double = guard.request('double', (n: number) => 2 * n);
    assert.equal(double(21, NONE), 42);
    assert.deepEqual(logged, []);
  });

  it('turns a bug into an error answer and a log entry, neither of which quotes its message', () => {
    const { guard, logged } = guardWithLog();
    const answer = guard.request('some/request', fail(new RangeError('secret')))({}, NONE);
    assert.ok(answer instanceof ResponseError);
    assert.equal(answer.code, -32603);
    assert.match(answer.message, /^some\/request failed/);
    assert.match(logged.join(), /^some\/request: RangeError\n {4}at .*guard\.test\.ts/);
    assert.doesNotMatch(answer.message + logged.join(), /secret/);
  });

  const logs: readonly [error: unknown, entry: RegExp][] = [
    [new ProtocolError('file:///a is not open'), /^some\/event: file:\/\/\/a is not open$/],
    [new Error('secret'), /^some\/event: Error\n {4}at /],
    ['secret', /^some\/event: failed$/],
    [undefined, /^some\/event: failed$/],
  ];
  for (const [error, entry] of logs) {
    it(`logs what a notification throws: ${error}`, () => {
      const { guard, logged } = guardWithLog();
      guard.notification('some/event', fail(error))({});
      assert.equal(logged.length, 1);
      assert.match(logged[0] ?? '', entry);
      assert.ok(!logged[0]?.includes('secret'));
    });
  }
});
