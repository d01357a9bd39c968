// Findings as a user meets them: each config of findings.txt, with all that is said of it beside it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';

const SNAPSHOT = path.join(import.meta.dirname, 'findings.txt');
const NOW = Date.parse('2026-07-10T12:00:00Z');

/** Begins a line of an answer. */
const ANSWER = '=> ';
/** Stands between two configs. */
const RULE = '---\n';

describe('findings.txt', () => {
  const written = fs.readFileSync(SNAPSHOT, 'utf8');
  const configs = written.split(RULE).map((block) => block.split(`\n${ANSWER}`, 1)[0] ?? '');
  const found = configs.map((config) => `${[config, ...findingsIn(config)].join(`\n${ANSWER}`)}\n`);
  if (process.env['UPDATE_SNAPSHOTS']) fs.writeFileSync(SNAPSHOT, found.join(RULE));

  for (const [i, block] of written.split(RULE).entries()) {
    it(`says of ${JSON.stringify(configs[i])} what it did`, () => {
      assert.equal(found[i], block, 'Run UPDATE_SNAPSHOTS=1 npm run test:unit, and read it.');
    });
  }

  it('has no config of which there is nothing to say', () => {
    assert.deepEqual(
      configs.filter((config) => findingsIn(config).length === 0),
      [],
    );
  });
});

function findingsIn(config: string): string[] {
  const lints = { off: new Set<string>(), crowdedMinuteLimit: 2, now: () => NOW };
  return ProjectConfigDocument.open(config, {
    project: 'p',
    registry: validationManagers(),
    lints,
  })
    .findings()
    .map(({ range: { start, end }, severity, code, message, path: place, tags = [] }) =>
      [
        `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
        severity,
        [code, ...tags].join(' '),
        `${place.join(' / ')}: ${message}`,
      ]
        .join(' | ')
        .toWellFormed(),
    );
}
