import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { COMMAND_TABLE } from '../../cli/command-table.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** The sections of the README about commands, such as `### list, graph`, by the name of each command. */
function sections(): ReadonlyMap<string, string> {
  const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const found = new Map<string, string>();
  for (const section of readme.split(/^#{2,3} /m)) {
    const [title = ''] = section.split('\n', 1);
    for (const name of title.split(', ')) found.set(name, section);
  }
  return found;
}

describe('the README', () => {
  const known = sections();
  for (const [command, { options }] of Object.entries(COMMAND_TABLE)) {
    const section = known.get(command);
    if (section === undefined) continue;
    for (const option of Object.keys(options)) {
      it(`names the option --${option} of ${command}`, () => {
        assert.match(section, new RegExp(`--${option}(?![\\w-])`));
      });
    }
  }

  it('has a section for each command with options, but for lsp, whose option is for editors', () => {
    const missing = Object.entries(COMMAND_TABLE).flatMap(([command, { options }]) =>
      Object.keys(options).length > 0 && !known.has(command) ? [command] : [],
    );
    assert.deepEqual(missing, ['lsp']);
  });
});
