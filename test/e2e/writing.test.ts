import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { vsixPath } from '../../scripts/package.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, positionOf, Workbench } from './workbench.ts';

const NAME = 'luci-scheduler-new.cfg';
const IDS = ['alpha', 'beta', 'gamma', 'delta'];

/** Each test goes on where the one before it stopped. */
describe('a config that is written from an empty file', () => {
  let session: EditorSession;
  let workbench: Workbench;
  let file: string;

  before(async () => {
    session = await EditorSession.start({
      vsix: vsixPath(),
      trusted: true,
      settings: { 'files.autoSave': 'off' },
    });
    file = path.join(session.folder, NAME);
    fs.writeFileSync(file, '');
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
    await workbench.openFile(NAME);
    await workbench.language.getByText('LUCI Scheduler').waitFor();
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(() => session?.close());

  for (const [i, id] of IDS.entries()) {
    it(`writes the job ${id} by completion`, async () => {
      await complete('job', 'job … noop', `writing-${i}-offers`);
      await workbench.page.keyboard.type(id);
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('Control+End');
      await workbench.page.keyboard.press('Enter');
      assert.equal(
        await saved(),
        IDS.slice(0, i + 1)
          .map(jobText)
          .join(''),
      );
    });
  }

  it('gives a job its schedule by completion', async () => {
    await workbench.goTo({ line: 2, column: '  id: "alpha"'.length + 1 });
    await workbench.page.keyboard.press('Enter');
    await complete('sched', 'schedule', 'writing-4-field');
    await workbench.page.keyboard.type('with 1h interval');
    await workbench.page.keyboard.press('Escape');
    assert.match(
      await saved(),
      /^job \{\n {2}id: "alpha"\n {2}schedule: "with 1h interval"\n {2}noop \{\}\n\}\n/,
    );
  });

  it('mends a mistake by a quick fix', async () => {
    const text = await saved();
    const field = positionOf(/noop \{\}/, text);
    await workbench.typeOver(field, 'noop'.length, 'nop');
    await workbench.errorSquiggles.first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.takeFirstQuickFix('writing-5-quick-fix');
    await eventually(
      'squiggles',
      () => workbench.errorSquiggles.count(),
      (count) => count === 0,
    );
    assert.equal(await saved(), text);
  });

  it('renames a job', async () => {
    const text = await saved();
    const { line, column } = positionOf(/beta/, text);
    await workbench.goTo({ line, column: column + 1 });
    await workbench.rename('omega', 'writing-6-rename');
    await workbench.page.getByText('"omega"').first().waitFor();
    assert.equal(await saved(), text.replace('beta', 'omega'));
  });

  it('formats it', async () => {
    const text = await saved();
    await workbench.typeOver(positionOf(/noop \{\}/, text), 'noop {}'.length, 'noop   {   }');
    await workbench.runCommand('Format Document');
    const read = async () => {
      await workbench.save();
      return fs.readFileSync(file, 'utf8');
    };
    assert.equal(await eventually('text', read, (now) => now === text), text);
    await workbench.screenshot('writing-7-formatted');
  });

  /** Types a word, and takes what is offered under it by its label. */
  async function complete(word: string, label: string, picture: string): Promise<void> {
    const { page } = workbench;
    await page.keyboard.type(word);
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    const row = rows.filter({
      has: page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }),
    });
    // The server may just be starting.
    await workbench.insist(`offers for ${word}`, async () => {
      if ((await row.count()) === 0) await page.keyboard.press('Control+Space');
      await row.first().waitFor();
      await workbench.screenshot(picture);
      await row.first().click();
    });
    await rows.first().waitFor({ state: 'hidden' });
  }

  async function saved(): Promise<string> {
    await workbench.save();
    return fs.readFileSync(file, 'utf8');
  }
});

function jobText(id: string): string {
  return `job {\n  id: "${id}"\n  noop {}\n}\n`;
}
