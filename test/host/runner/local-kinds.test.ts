import assert from 'node:assert/strict';
import { localKinds } from '../../../host/runner/local-kinds.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

it('of the kinds that come with the product, two run on this machine', () => {
  assert.deepEqual([...localKinds(validationManagers())].sort(), ['noop', 'url_fetch']);
});
