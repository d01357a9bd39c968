import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFileAbove, projectFileOf } from '../../server/project-files.ts';
import { configFolder } from '../cli/config-folder.ts';

describe('the settings file of a project', () => {
  const folder = configFolder({ 'file.cfg': '' });

  it('is the nearest one upwards', () => {
    writeFileSync(path.join(folder.path, '.luci-jobs.json'), '{"project": "infra"}');
    for (const below of ['', 'a', 'a/b']) {
      assert.equal(projectFileAbove(path.join(folder.path, below)).file.project, 'infra');
    }
  });

  it('is found from where there can be no file, as a new document may be there', () => {
    const below = path.join(folder.path, 'file.cfg', 'x', 'y.cfg');
    assert.equal(projectFileAbove(path.dirname(below)).file.project, 'infra');
    assert.equal(projectFileOf(`file://${below}`).file.project, 'infra');
  });
});
