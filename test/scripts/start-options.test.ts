import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { START_USAGE, type StartOptions, startOptions } from '../../scripts/start-options.ts';

const BROWSER: StartOptions = { kind: 'start', where: 'browser' };
const DESKTOP: StartOptions = { kind: 'start', where: 'desktop' };
const HELP: StartOptions = { kind: 'help' };

const wrong = (problem: string): StartOptions => ({ kind: 'wrong', problem });

const TABLE: [args: string, options: StartOptions][] = [
  ['', BROWSER],
  ['--', BROWSER],
  ['--desktop', DESKTOP],
  ['--desktop --desktop', DESKTOP],
  ['--help', HELP],
  ['-h', HELP],
  ['--desktop --help', HELP],
  ['--nonsense --help', HELP],
  ['--desktpo', wrong('There is no option --desktpo.')],
  ['-x', wrong('There is no option -x.')],
  ['--desktop=yes', wrong('--desktop takes no value.')],
  ['desktop', wrong('npm start takes options alone, and no "desktop".')],
  ['--desktop demo', wrong('npm start takes options alone, and no "demo".')],
];

describe('the options of npm start', () => {
  for (const [args, options] of TABLE) {
    it(args === '' ? 'none' : args, () => {
      assert.deepEqual(startOptions(args.split(' ').filter((arg) => arg !== '')), options);
    });
  }

  const start = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(ROOT, 'scripts', 'start.ts'), ...args], {
      encoding: 'utf8',
    });

  it('are told on standard output to who asks', () => {
    const { status, stdout, stderr } = start('--help');
    assert.deepEqual(
      { status, stdout, stderr },
      { status: 0, stdout: `${START_USAGE}\n`, stderr: '' },
    );
  });

  it('are told on standard error to who got them wrong', () => {
    const { status, stdout, stderr } = start('--nonsense');
    const told = `There is no option --nonsense.\n\n${START_USAGE}\n`;
    assert.deepEqual({ status, stdout, stderr }, { status: 2, stdout: '', stderr: told });
  });
});
