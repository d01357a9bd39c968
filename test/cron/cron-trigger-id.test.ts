import assert from 'node:assert/strict';
import { cronTriggerId } from '../../src/cron/cron-trigger-id.ts';
import { MachineDriver, START } from './machine-driver.ts';

describe('cronTriggerId (engine.md M7)', () => {
  it('names the first triggers of a new job as the service does', () => {
    const machine = new MachineDriver('* * * * *');
    machine.perform('enable', START);
    const ids: string[] = [];
    for (let minute = 1; minute <= 3; minute++) {
      const result = machine.perform(`tick ${minute}`, START + minute * 60_000);
      assert.ok(!('kind' in result));
      for (const action of result.actions) {
        if (action.kind === 'start') ids.push(cronTriggerId(action.generation));
      }
    }
    assert.deepEqual(ids, ['cron:v1:3', 'cron:v1:6', 'cron:v1:9']);
  });
});
