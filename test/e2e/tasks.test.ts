import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vsixPath } from '../../scripts/package.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, type Problem, Workbench } from './workbench.ts';

const BAD = 'job {\n  id: "a"\n  schedule: "every day"\n  noop {}\n}\njob {\n  id: "b"\n}\n';

type Place = Pick<Problem, 'line' | 'column' | 'code'>;

const MISTAKE: Place = { line: 3, column: 14, code: 'schedule-invalid' };
const MISSING: Place = { line: 6, column: 1, code: 'task-missing' };

/** Each test goes on where the one before it stopped. */
describe('tasks, and the command line on PATH', () => {
  let session: EditorSession;
  let workbench: Workbench;
  let home: string;

  before(async () => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-home-'));
    session = await EditorSession.start({
      vsix: vsixPath(),
      trusted: true,
      settings: { 'files.autoSave': 'off' },
      env: { HOME: home },
    });
    write('broken/luci-scheduler-broken.cfg', BAD);
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(async () => {
    await session?.close();
    fs.rmSync(home, { recursive: true, force: true });
  });

  it('the extension itself shows the problems of files that are not open', async () => {
    await workbench.openFile('luci-scheduler.cfg');
    await workbench.showProblems();
    await problems('luci-scheduler', [MISTAKE, MISSING]);
  });

  it('a check in the background takes their place, and none is there twice', async () => {
    await runBuildTask('validate --watch');
    // The terminal comes into view first, in the place of the problems.
    await workbench.page.locator('.terminal-wrapper .xterm').first().waitFor();
    await workbench.showProblems();
    await problems('luci-jobs', [MISTAKE, MISSING]);
    await workbench.screenshot('tasks-1-problems');
  });

  it('it sees what changes, as the extension does, and still none is there twice', async () => {
    write('more/luci-scheduler.cfg', 'job {\n  id: "c"\n}\n');
    await problems(undefined, [MISTAKE, MISSING, { line: 1, column: 1, code: 'task-missing' }]);
    fs.rmSync(path.join(session.folder, 'more'), { recursive: true });
    write('broken/luci-scheduler-broken.cfg', BAD.replace('every day', 'with 1h interval'));
    await problems(undefined, [MISSING]);
  });

  it('a file that is opened has those of the language server alone', async () => {
    await workbench.openFile('luci-scheduler-broken.cfg');
    await workbench.showProblems();
    await problems('luci-scheduler', [MISSING]);
    await workbench.screenshot('tasks-2-opened');
  });

  it('luci-jobs is installed in a folder that is picked', async () => {
    await workbench.runCommandAndPick('LUCI Scheduler: Install luci-jobs on PATH', '.local/bin');
    await eventually(
      'launcher',
      async () => fs.existsSync(launcher()),
      (there) => there,
    );
    await workbench.screenshot('tasks-3-installed');
    assert.match(
      spawnSync(launcher(), ['--version'], { encoding: 'utf8' }).stdout,
      /^\d+\.\d+\.\d+\n$/,
    );
  });

  it('is written anew when the extension is activated, as after an update', async () => {
    const text = fs.readFileSync(launcher(), 'utf8');
    // As a version that is not there any more has left it.
    fs.writeFileSync(launcher(), text.replace(/^cli=.*$/m, "cli='/gone/dist/cli.js'"));
    await workbench.page.reload();
    await workbench.language.getByText('LUCI Scheduler').waitFor();
    await workbench.codeLenses.first().waitFor();
    await eventually(
      'launcher',
      async () => fs.readFileSync(launcher(), 'utf8'),
      (now) => now === text,
    );
  });

  it('is uninstalled', async () => {
    await workbench.runCommand('LUCI Scheduler: Uninstall luci-jobs from PATH');
    await eventually(
      'launcher',
      async () => fs.existsSync(launcher()),
      (there) => !there,
    );
  });

  const launcher = () => path.join(home, '.local/bin/luci-jobs');

  function write(name: string, text: string): void {
    const file = path.join(session.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  /**
   * Waits until these are in the Problems panel, each once, and nothing else.
   * @param source who has found them; undefined for whoever was the last
   */
  async function problems(source: string | undefined, expected: readonly Place[]): Promise<void> {
    const wanted = expected.map((place) => JSON.stringify({ source, ...place })).sort();
    const read = async () =>
      (await workbench.problems())
        .map((problem) => {
          const { line, column, code } = problem;
          return JSON.stringify({ source: source && problem.source, line, column, code });
        })
        .sort();
    await eventually('problems', read, (all) => all.join() === wanted.join());
  }

  async function runBuildTask(name: string): Promise<void> {
    await workbench.runCommandAndPick('Tasks: Run Build Task', `luci-jobs: ${name}`);
  }
});
