import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver';
import { atRest, REST_MS } from '../../server/at-rest.ts';

describe('atRest', () => {
  const never = new CancellationTokenSource().token;

  it('holds at once for what nobody has changed, or not for long enough', () => {
    const cases = [undefined, 0, 1000 - REST_MS];
    for (const lastChange of cases) {
      assert.equal(
        atRest(
          () => lastChange,
          never,
          () => 1000,
        ),
        true,
      );
    }
  });

  it('waits as long as there are changes, and then for one pause', async () => {
    let now = 1000;
    let lastChange = 1000;
    let looks = 0;
    const rest = atRest(
      () => {
        // Each look is one of the pauses: somebody has typed in the first two.
        if (++looks <= 3) lastChange = now - REST_MS + 1;
        return lastChange;
      },
      never,
      () => now++,
    );
    assert.notEqual(rest, true);
    assert.equal(await rest, true);
    assert.ok(looks > 3, `${looks} looks`);
  });

  it('ends when it is asked to give up', async () => {
    const source = new CancellationTokenSource();
    const rest = atRest(
      () => 1000,
      source.token,
      () => 1000,
    );
    assert.notEqual(rest, true);
    source.cancel();
    assert.equal(await rest, true);
  });

  it('ends when the document is closed', async () => {
    let lastChange: number | undefined = 1000;
    const rest = atRest(
      () => lastChange,
      never,
      () => 1000 + REST_MS - 1,
    );
    lastChange = undefined;
    assert.equal(await rest, true);
  });
});
