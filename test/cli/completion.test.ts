// What shells complete, as they do it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { COMMAND_TABLE } from '../../cli/command-table.ts';
import { luciJobs } from './cli-in-process.ts';
import { configFolder } from './config-folder.ts';

/** What bash offers at the end of a line. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout: script } = await luciJobs(['completion', 'bash']);
  const program = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_luci_jobs
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', program, 'bash', 'luci-jobs', ...words], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return stdout.split('\n').filter((word) => word !== '');
}

describe('luci-jobs completion', () => {
  const folder = configFolder({ 'a b.cfg': '', 'a *.cfg': '' });

  it('bash: commands, options, values, files', async () => {
    assert.deepEqual(await offered('va'), ['validate']);
    assert.deepEqual(await offered(''), [
      ...Object.keys(COMMAND_TABLE),
      'help',
      '--help',
      '--version',
    ]);
    assert.deepEqual(await offered('validate', '--max'), ['--max-warnings']);
    assert.deepEqual(await offered('graph', '--format', ''), ['mermaid', 'dot']);
    assert.deepEqual(await offered('completion', 'f'), ['fish']);
    assert.deepEqual(await offered('format', 'package.js'), ['package.json']);
    assert.deepEqual(await offered('schedule', '--count', ''), []);
  });

  it('bash: commands to be helped with, codes, and values behind =', async () => {
    assert.deepEqual(await offered('help', 'v'), ['validate']);
    assert.deepEqual(await offered('explain', 'lint-crowded-m'), ['lint-crowded-minute']);
    assert.deepEqual(await offered('validate', '--lint-off', 'schedule-'), []);
    assert.deepEqual(await offered('validate', '--lint-off', 'lint-crowded-m'), [
      'lint-crowded-minute',
    ]);
    // As bash has it: = is a word.
    assert.deepEqual(await offered('validate', '--format', '=', 's'), ['sarif']);
    assert.deepEqual(await offered('graph', '--format', '='), ['mermaid', 'dot']);
  });

  it('bash: each name of a file is one, whatever is in it', async () => {
    assert.deepEqual((await offered('validate', `${folder.path}/a`)).toSorted(), [
      `${folder.path}/a *.cfg`,
      `${folder.path}/a b.cfg`,
    ]);
  });

  it('fish: the same', async function () {
    if (spawnSync('fish', ['--version']).error) {
      console.error('SKIPPED: there is no fish on PATH');
      this.skip();
    }
    const { stdout: script } = await luciJobs(['completion', 'fish']);
    const offers = (line: string): readonly string[] => {
      const program = `${script}complete -C '${line}'`;
      const { stdout } = spawnSync('fish', ['-c', program], { encoding: 'utf8' });
      return stdout.split('\n').flatMap((row) => row.split('\t')[0] || []);
    };
    assert.deepEqual(offers('luci-jobs help v'), ['validate']);
    assert.deepEqual(offers('luci-jobs --v'), ['--version']);
    assert.deepEqual(offers('luci-jobs explain lint-crowded-m'), ['lint-crowded-minute']);
    assert.deepEqual(offers('luci-jobs validate --lint-off lint-crowded-m'), [
      'lint-crowded-minute',
    ]);
    assert.deepEqual(offers('luci-jobs graph --format d'), ['dot']);
  });

  for (const shell of ['zsh', 'fish']) {
    it(`${shell}: knows every command and option`, async () => {
      const { stdout, exitCode } = await luciJobs(['completion', shell]);
      assert.equal(exitCode, 0);
      for (const [command, { options }] of Object.entries(COMMAND_TABLE)) {
        assert.ok(stdout.includes(command), command);
        for (const name of Object.keys(options))
          assert.ok(stdout.includes(shell === 'fish' ? `-l ${name}` : `--${name}`), name);
      }
      // From a file: what Node gives a process as its input cannot be opened once more, as /dev/stdin.
      fs.writeFileSync(path.join(folder.path, shell), stdout);
      const { error, status, stderr } = spawnSync(shell, ['-n', path.join(folder.path, shell)]);
      if (!error) assert.equal(status, 0, String(stderr));
    });
  }

  it('refuses what it has no script for', async () => {
    assert.match(
      (await luciJobs(['completion', 'fsh'])).stderr,
      /no script for 'fsh'; use bash, zsh or fish; did you mean 'fish'\?/,
    );
    assert.match((await luciJobs(['completion'])).stderr, /no shell given; use bash, zsh or fish/);
  });
});

describe('the table of commands', () => {
  for (const [command, { options }] of Object.entries(COMMAND_TABLE)) {
    it(`${command}: its options are those of its help`, async () => {
      const { stdout } = await luciJobs([command, '--help']);
      const said = [...stdout.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name]) => name);
      const known = new Set(said.filter((name) => name !== 'help'));
      const unknown = Object.keys(options).filter((name) => !known.has(name));
      assert.deepEqual(unknown, []);
      // What `run` takes grows with what this machine can stand in for.
      const missing = [...known].filter((name) => name !== undefined && !(name in options));
      if (command !== 'run') assert.deepEqual(missing, []);
    });
  }
});
