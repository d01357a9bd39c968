import assert from 'node:assert/strict';
import { tryKills } from './try-kills.ts';

/** `npm run test:faults` tries 200. */
const KILLS = 6;

describe('a process that runs an engine over a file', () => {
  it(`may be killed ${KILLS} times, and the one after it goes on`, async () => {
    const { survived, violations } = await tryKills(1, KILLS);
    assert.deepEqual(violations, []);
    assert.equal(survived, KILLS);
  }).timeout(120_000);
});
