// `npm run pictures`: the pictures of the README, taken in the real editor with the VSIX installed, into images/. Beside
// each NAME.png stands NAME.md, the same in text, for where VS Code can show no picture (scripts/extension-page.ts).

import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { vsixPath } from '../../scripts/package.ts';
import { DEMO_CONFIG, ROOT } from '../../scripts/paths.ts';
import { step } from '../../scripts/progress.ts';
import { runScript } from '../../scripts/run-script.mjs';
import { eventually, type Problem, positionOf, Workbench } from '../e2e/workbench.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { decodePng } from './decode-png.ts';
import { palettePng } from './palette-png.ts';
import { codeBlock, entryText, markedProblems } from './text-picture.ts';

const CONFIG = 'luci-scheduler.cfg';
const JOB = 'hello-noop';

/** Small enough for text to be read where the picture is scaled to a page's width. */
const SIZE = { width: 1080, height: 680 };

const SETTINGS = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.autoDetectColorScheme': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
};

/** Leaves the editor as the next one expects it, with the demo's config as it is. */
interface Scene {
  readonly name: string;
  /** @returns the picture in text, as Markdown */
  readonly play: (workbench: Workbench, shoot: () => Promise<void>) => Promise<string>;
}

const text = fs.readFileSync(DEMO_CONFIG, 'utf8');

const SCENES: readonly Scene[] = [
  {
    name: 'outline',
    async play(workbench, shoot) {
      await workbench.page.keyboard.press('Control+Shift+O');
      const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
      await rows.getByText('release-tags').waitFor();
      await shoot();
      const names = await rows.locator('.label-name').allTextContents();
      await workbench.page.keyboard.press('Escape');
      return codeBlock('text', names);
    },
  },
  {
    name: 'mistake',
    async play(workbench, shoot) {
      const field = positionOf(/sleep_ms/, text);
      await workbench.showProblems();
      await workbench.typeOver(field, 'sleep_ms'.length, 'sleep_msec');
      const problems = await listedProblem(workbench, 'textproto-unknown-field', '`sleep_msec`');
      await shoot();
      await workbench.typeOver(field, 'sleep_msec'.length, 'sleep_ms');
      const wrong = text.replace('sleep_ms', 'sleep_msec');
      return codeBlock('luci-scheduler', markedProblems(wrong, JOB, problems));
    },
  },
  {
    name: 'lints',
    async play(workbench, shoot) {
      const schedule = positionOf(/0 9 \* \* 1-5/, text);
      await workbench.typeOver(schedule, '0 9 * * 1-5'.length, '0 9 31 2 *');
      const problems = await listedProblem(workbench, 'lint-schedule-never');
      await shoot();
      await workbench.typeOver(schedule, '0 9 31 2 *'.length, '0 9 * * 1-5');
      const wrong = text.replace('0 9 * * 1-5', '0 9 31 2 *');
      return codeBlock('luci-scheduler', markedProblems(wrong, JOB, problems));
    },
  },
  {
    name: 'run',
    async play(workbench, shoot) {
      await workbench.runCommand('LUCI Scheduler: Show Invocations');
      await workbench.webview('[data-testid="empty-view"]');
      await dragPanelUp(workbench.page, 50);
      await workbench.clickCodeLens(positionOf(/^job {/m, text).line, 'Run');
      const panel = await workbench.webview('[data-testid="invocation-list"]');
      const row = panel.locator('[data-testid="invocation-row"][data-status="SUCCEEDED"]');
      await row.getByText(JOB).waitFor();
      const log = panel.locator('[data-testid="invocation-log"]');
      await log.getByText('Finished with status SUCCEEDED').waitFor();
      await shoot();
      const cells = await row.locator('.row-name, .row-status, .row-duration').allTextContents();
      const lines = await log.locator('.log-line').allTextContents();
      return [
        codeBlock('luci-scheduler', ['# ▷ Run', ...entryText(text, JOB)]),
        codeBlock('text', [`✓ ${cells.join('   ')}`, '', ...lines]),
      ].join('\n\n');
    },
  },
];

await runScript(async () => {
  const session = await EditorSession.start({
    vsix: vsixPath(),
    trusted: true,
    settings: SETTINGS,
  });
  try {
    const page = await session.newPage();
    await page.setViewportSize(SIZE);
    const workbench = await Workbench.open(page, session.server.url(session.folder));
    await workbench.openFile(CONFIG);
    await workbench.codeLenses.first().waitFor();
    await workbench.runCommand('View: Close Primary Side Bar');
    for (const scene of SCENES) {
      await step(`images/${scene.name}.png`, () => take(workbench, scene));
    }
  } finally {
    await session.close();
  }
});

async function take(workbench: Workbench, { name, play }: Scene): Promise<void> {
  const file = (extension: string) => path.join(ROOT, 'images', `${name}.${extension}`);
  const shoot = async () => {
    const png = await workbench.page.screenshot({ animations: 'disabled', caret: 'hide' });
    fs.writeFileSync(file('png'), palettePng(decodePng(png)));
  };
  fs.writeFileSync(file('md'), `${await play(workbench, shoot)}\n`);
}

/** Makes the panel higher, as a user does with the mouse. */
async function dragPanelUp(page: Page, pixels: number): Promise<void> {
  const panel = await page.locator('.part.panel').boundingBox();
  const sashes = await page.locator('.monaco-sash.horizontal:not(.disabled)').all();
  const boxes = await Promise.all(sashes.map((sash) => sash.boundingBox()));
  const edge = boxes.find((box) => box && panel && Math.abs(box.y + box.height / 2 - panel.y) < 8);
  if (!edge) throw new Error('The panel has no edge to drag');
  const [x, y] = [edge.x + edge.width / 3, edge.y + edge.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - pixels, { steps: 4 });
  await page.mouse.up();
}

/**
 * What the Problems view lists, once it is this problem alone.
 * @param typed what its message must name: others are listed while it is being typed
 */
function listedProblem(
  workbench: Workbench,
  code: string,
  typed = '',
): Promise<readonly Problem[]> {
  return eventually(
    'problems',
    () => workbench.problems(),
    ([problem, ...others]) =>
      others.length === 0 && problem?.code === code && problem.message.includes(typed),
  );
}
