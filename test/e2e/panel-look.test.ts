import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Frame } from 'playwright-core';
import { vsixPath } from '../../scripts/package.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { axeViolations } from './axe-violations.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, Workbench } from './workbench.ts';

/** By what the panel's page calls them. */
const THEMES = {
  'vscode-dark': 'Default Dark Modern',
  'vscode-light': 'Default Light Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
} as const;

/** Runs in the panel: what scrolls there, and cannot be scrolled by the keyboard. */
const UNREACHABLE = `[...document.querySelectorAll('body *')]
  .filter((e) => e.scrollHeight > e.clientHeight && /auto|scroll/.test(getComputedStyle(e).overflowY))
  .filter((e) => e.tabIndex < 0)
  .map((e) => e.className)`;

/** Runs in the panel: in pixels. */
const HEIGHTS = `({
  log: document.querySelector('[data-testid="invocation-log"]').clientHeight,
  details: document.querySelector('.details').clientHeight,
})`;

/** Runs in the panel: how often it is drawn, and in how many frames, while so many messages come. */
const DRAWN = `new Promise((resolve) => {
  const app = document.querySelector('luci-scheduler-panel');
  let [updates, frames] = [0, 0];
  app.updated = () => updates++;
  const frame = () => {
    frames++;
    if (!done) requestAnimationFrame(frame);
    else requestAnimationFrame(() => {
      delete app.updated;
      resolve({ updates, frames });
    });
  };
  let done = false;
  let left = 300;
  addEventListener('message', function heard() {
    if (--left > 0) return;
    removeEventListener('message', heard);
    done = true;
  });
  requestAnimationFrame(frame);
  for (let i = 0; i < 300; i++) postMessage({ type: 'removed', ids: [] });
})`;

/** Runs in the panel: shows so many invocations that most are out of view, and selects one in their middle. */
const MANY = `{
  const invocations = Array.from({ length: 400 }, (_, i) => ({
    id: String(1000 + i), project: 'project', job: 'many', origin: 'file:///a.cfg', status: 'SUCCEEDED',
    started: 0, finished: 1, triggeredBy: '-', attempt: 1, taskKind: 'noop', tags: [], properties: '',
    aborting: false, pinned: false,
  }));
  postMessage({ type: 'snapshot', invocations, trusted: true, now: 2 });
  postMessage({ type: 'select', id: '1200' });
}`;

/** Runs in the panel: whether the selected invocation can be seen in the list. */
const SELECTED_IN_VIEW = `(() => {
  const row = document.getElementById('invocation-1200')?.getBoundingClientRect();
  const rows = document.querySelector('.rows').getBoundingClientRect();
  return row && row.top >= rows.top && row.bottom <= rows.bottom;
})()`;

/** Runs in the panel: whether the edges of the find bar can be seen. */
const FIND_BAR = `(() => {
  const { left, right } = document.querySelector('.find-bar').getBoundingClientRect();
  return { left: left >= 0, right: right <= innerWidth };
})()`;

const LONG = 12_000;
const JOB = 'check-site';

describe('the panel', () => {
  let session: EditorSession;
  let workbench: Workbench;
  let panel: Frame;
  let server: Server;

  before(async () => {
    // A header of one long line.
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(`HTTP/1.1 200 OK\r\nX-Long: ${'0123456789'.repeat(LONG / 10)}\r\n\r\n`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const text = `job {\n  id: "${JOB}"\n  url_fetch { url: "http://127.0.0.1:${port}/" }\n}\n`;
    session = await EditorSession.start({ vsix: vsixPath(), trusted: true });
    for (const folder of ['stable', 'canary']) {
      fs.mkdirSync(path.join(session.folder, folder));
      fs.writeFileSync(path.join(session.folder, folder, 'luci-scheduler.cfg'), text);
    }
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
    await workbench.openFile('luci-scheduler.cfg');
    await workbench.runCommand('LUCI Scheduler: Show Invocations');
    panel = await workbench.webview('[data-testid="empty-view"]');
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(async () => {
    await session?.close();
    server?.close();
  });

  it('is empty in a way that everybody can use', async () => {
    assert.deepEqual(await axeViolations(panel), []);
  });

  it('tells invocations of like-named jobs of two configs apart', async () => {
    for (const [index, folder] of ['stable', 'canary'].entries()) {
      const config = `${folder}/luci-scheduler.cfg`;
      await workbench.runCommandAndPick('LUCI Scheduler: Open Config…', config);
      await workbench.page.locator('.tabs-container .tab.active', { hasText: folder }).waitFor();
      await workbench.clickCodeLens(1, 'Run');
      panel = await workbench.webview('[data-testid="invocation-list"]');
      const ended = panel.locator('[data-testid="invocation-row"][data-status="SUCCEEDED"]');
      await ended.nth(index).waitFor();
    }
    const labels = panel.locator('[data-testid="row-origin"]');
    assert.deepEqual(await labels.allTextContents(), ['canary', 'stable']);
  });

  it('shows the beginning of a line that is too long', async () => {
    const log = panel.locator('[data-testid="invocation-log"]');
    await log.getByText('more characters').waitFor();
    await log.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
  });

  for (const [className, theme] of Object.entries(THEMES)) {
    it(`can be read in ${theme}`, async () => {
      const settings = path.join(session.folder, '.vscode', 'settings.json');
      fs.mkdirSync(path.dirname(settings), { recursive: true });
      fs.writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
      await panel.locator(`body.${className}`).waitFor();
      const { page } = workbench;
      for (const [size, width] of [
        ['wide', 1280],
        ['narrow', 620],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await eventually(
          'the width',
          () => panel.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          (fits) => fits === true,
        );
        const names = panel.locator('.row-origin, .details-header h2, .details-origin');
        await eventually(
          'whole names',
          () =>
            names.evaluateAll((all) =>
              all.map(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth),
            ),
          (isWhole) => isDeepStrictEqual(isWhole, [true, true, true, true]),
        );
        assert.deepEqual(await panel.evaluate(UNREACHABLE), []);
        assert.deepEqual(await axeViolations(panel), []);
        const { log, details } = (await panel.evaluate(HEIGHTS)) as Record<string, number>;
        assert.ok(Number(log) > Number(details) / 2, `${log} of ${details} px for the log`);
        await workbench.screenshot(`panel-${className}-${size}`);
      }
    });
  }

  it('folds facts into a line where they would take the room of the log', async () => {
    const { page } = workbench;
    const toggle = panel.getByTestId('facts-toggle');
    const origin = panel.getByRole('group', { name: 'Details' }).getByText('canary');
    await page.setViewportSize({ width: 620, height: 800 });
    await origin.waitFor({ state: 'hidden' });
    await panel.getByTestId('facts-gist').getByText('url_fetch').waitFor();
    await toggle.press('Enter');
    await origin.waitFor();
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    await workbench.screenshot('panel-facts');
    await toggle.press('Enter');
    await origin.waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 2000, height: 800 });
    await origin.waitFor();
    assert.equal(await toggle.isVisible(), false);
  });

  it('lets the keyboard scroll facts, and stop at them only if they scroll', async () => {
    const facts = panel.getByRole('group', { name: 'Details' });
    await workbench.page.setViewportSize({ width: 2000, height: 800 });
    for (const tabIndex of [0, -1]) {
      await eventually(
        'tab stop',
        () => facts.evaluate((element) => element.tabIndex),
        (found) => found === tabIndex,
      );
      await workbench.runCommand('View: Toggle Maximized Panel');
    }
    assert.deepEqual(await panel.evaluate(UNREACHABLE), []);
  });

  it('shows all of the find bar in a narrow place', async () => {
    await workbench.page.setViewportSize({ width: 620, height: 800 });
    await workbench.runCommand('LUCI Scheduler: Find in Invocation Log');
    const bar = panel.getByRole('search');
    await bar.waitFor();
    await workbench.screenshot('panel-find');
    const boxes = await panel.evaluate(FIND_BAR);
    assert.deepEqual(boxes, { left: true, right: true });
    assert.deepEqual(await axeViolations(panel), []);
    await bar.getByRole('textbox').press('Escape');
    await bar.waitFor({ state: 'hidden' });
  });

  it('is drawn once per frame however much changes', async () => {
    const { updates, frames } = (await panel.evaluate(DRAWN)) as Record<string, number>;
    assert.ok(Number(updates) > 0 && Number(updates) <= Number(frames), `${updates} in ${frames}`);
  });

  it('keeps the selected invocation in view whatever the layout', async () => {
    await panel.evaluate(MANY);
    for (const width of [1280, 620, 1280, 800, 1600]) {
      await workbench.page.setViewportSize({ width, height: 800 });
      await workbench.untilDrawn(panel);
      await eventually(
        `the selected invocation at ${width}`,
        () => panel.evaluate(SELECTED_IN_VIEW),
        (isInView) => isInView === true,
        10_000,
      );
    }
  });
});
