import assert from 'node:assert/strict';
import { localKinds } from '../../../host/runner/local-kinds.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

it('of the kinds that come with the product, three run on this machine', () => {
  assert.deepEqual([...localKinds(validationManagers())].sort(), [
    'buildbucket',
    'noop',
    'url_fetch',
  ]);
});
