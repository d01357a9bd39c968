import assert from 'node:assert/strict';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { BUILTIN_TASK_FIELDS } from '../../src/task/builtin-task-fields.ts';

describe('the names of the built-in kinds of task', () => {
  it('are those of the built-in Managers, in their order', () => {
    assert.deepEqual([...BUILTIN_TASK_FIELDS], [...validationManagers().taskFields()]);
  });
});
