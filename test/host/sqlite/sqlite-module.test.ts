import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { sqliteModule, withoutSqliteWarning } from '../../../host/sqlite/sqlite-module.ts';
import { ROOT } from '../../../scripts/paths.ts';

describe('the SQLite of Node', () => {
  it('is there', () => {
    assert.equal(typeof sqliteModule()?.DatabaseSync, 'function');
  });

  it('loads without a warning, in a process of its own', () => {
    const module = path.join(ROOT, 'host/sqlite/sqlite-module.ts');
    const script = `(await import(${JSON.stringify(module)})).sqliteModule()`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--experimental-strip-types', '--input-type=module', '--eval', script],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /SQLite/);
  });

  it('hides no other warning, and none later', () => {
    const { emitWarning } = process;
    const warned: unknown[] = [];
    process.emitWarning = ((...warning: unknown[]) => warned.push(warning)) as typeof emitWarning;
    try {
      const result = withoutSqliteWarning(() => {
        process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning');
        process.emitWarning('VM Modules is an experimental feature', 'ExperimentalWarning');
        process.emitWarning('SQLite is old', 'DeprecationWarning');
        return 42;
      });
      assert.equal(result, 42);
      assert.throws(() =>
        withoutSqliteWarning(() => {
          throw new Error('it cannot be loaded');
        }),
      );
      process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning');
    } finally {
      process.emitWarning = emitWarning;
    }
    assert.deepEqual(warned, [
      ['VM Modules is an experimental feature', 'ExperimentalWarning'],
      ['SQLite is old', 'DeprecationWarning'],
      ['SQLite is an experimental feature', 'ExperimentalWarning'],
    ]);
  });
});
