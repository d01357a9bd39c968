import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver';
import { atRest, restMs } from '../../server/at-rest.ts';

describe('atRest', () => {
  const never = new CancellationTokenSource().token;

  it('holds at once for what nobody has changed, or not for long enough', () => {
    for (const restsAt of [undefined, 0, 1000]) {
      assert.equal(
        atRest(
          () => restsAt,
          never,
          () => 1000,
        ),
        true,
      );
    }
  });

  it('waits as long as there are changes, and then for one pause', async () => {
    let now = 1000;
    let restsAt = 1001;
    let looks = 0;
    const rest = atRest(
      () => {
        // Each look is one of the pauses: somebody has typed in the first two.
        if (++looks <= 3) restsAt = now + 1;
        return restsAt;
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
      () => 1_000_000,
      source.token,
      () => 1000,
    );
    assert.notEqual(rest, true);
    source.cancel();
    assert.equal(await rest, true);
  });

  it('ends when the document is closed', async () => {
    let restsAt: number | undefined = 1001;
    const rest = atRest(
      () => restsAt,
      never,
      () => 1000,
    );
    restsAt = undefined;
    assert.equal(await rest, true);
  });
});

describe('restMs', () => {
  it('grows with the document, to a bound', () => {
    const lengths = [0, 100_000, 1_600_000, 50_000_000];
    assert.deepEqual(lengths.map(restMs), [400, 500, 2000, 2000]);
  });
});
