import assert from 'node:assert/strict';
import { vsixPath } from '../../scripts/package.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { eventually, Workbench } from './workbench.ts';

describe('the pages of the installed extension', () => {
  let session: EditorSession;
  let workbench: Workbench;

  before(async () => {
    session = await EditorSession.start({
      vsix: vsixPath(),
      trusted: true,
      settings: { 'window.autoDetectColorScheme': true },
    });
    workbench = await Workbench.open(await session.newPage(), session.server.url(session.folder));
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(() => session?.close());

  it('README: what it shows in pictures, and links that lead somewhere', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+Shift+X');
    await page.locator('.extension-list-item', { hasText: 'LUCI Scheduler' }).first().click();
    await page.locator('.extension-editor').getByText('LUCI Scheduler').first().waitFor();
    // The page is made anew, in a frame of its own, when more can be coloured.
    await workbench.insist('README', async () => {
      const readme = await workbench.webview('h1:has-text("LUCI Scheduler for VS Code")');
      // Coloured as in an editor.
      await readme.locator('pre .mtk1').first().waitFor();
      assert.ok((await readme.locator('pre').count()) >= 4);
      assert.equal(await readme.getByText('▷ Run').count(), 1);
      const images = await readme.locator('img').evaluateAll((all) => all.map(String));
      assert.deepEqual(images, []);
      const lost = await readme.locator('a:not(#scroll-to-top)').evaluateAll((links) =>
        links
          .map((link) => link.getAttribute('href') ?? '')
          .filter((href) => {
            if (href.startsWith('https:')) return false;
            return !href.startsWith('#') || !links[0]?.ownerDocument.getElementById(href.slice(1));
          }),
      );
      assert.deepEqual(lost, []);
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // VS Code may make the page anew, in a frame of its own.
      await workbench.webview(
        `body.vscode-${colorScheme} h1:has-text("LUCI Scheduler for VS Code")`,
      );
      await workbench.screenshot(`page-${colorScheme}`);
    }
  });

  it('walkthrough: each step has its picture', async () => {
    const { page } = workbench;
    await workbench.runCommandAndPick(
      'Welcome: Open Walkthrough...',
      'Get Started with LUCI Scheduler',
    );
    const steps = page.locator('.getting-started-step');
    await steps.nth(3).waitFor();
    assert.equal(await steps.count(), 4);
    for (let step = 0; step < 4; step++) {
      await steps.nth(step).click();
      const image = page.locator('.getting-started-media img').first();
      await eventually(
        `picture of step ${step}`,
        () => image.evaluate((element) => Number(Reflect.get(element, 'naturalWidth'))),
        (width) => width > 0,
      );
      await workbench.screenshot(`walkthrough-${step}`);
    }
  });
});
