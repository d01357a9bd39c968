// Two windows of one folder, neither of which finds a history when it comes: the first begins one.

import fs from 'node:fs';
import { vsixPath } from '../../scripts/package.ts';
import { DEMO_CONFIG } from '../../scripts/paths.ts';
import { EditorSession } from '../harness/editor-session.ts';
import { reportFailures } from './failure-report.ts';
import { positionOf, Workbench } from './workbench.ts';

const CONFIG = 'luci-scheduler.cfg';
const JOB = 'hello-noop';

describe('a second window of a folder', () => {
  const text = fs.readFileSync(DEMO_CONFIG, 'utf8');
  let session: EditorSession;

  before(async () => {
    session = await EditorSession.start({ vsix: vsixPath(), trusted: true });
  });

  reportFailures(
    () => session?.pages ?? [],
    () => session?.dataDir,
  );

  after(() => session?.close());

  it('finds the history that the first has begun in the meantime, whenever its panel is shown', async () => {
    const open = async () =>
      Workbench.open(await session.newPage(), session.server.url(session.folder));
    const [first, second] = [await open(), await open()];
    await second.runCommand('LUCI Scheduler: Show Invocations');
    await second.webview('[data-testid="empty-view"]');
    await second.showProblems();

    await first.openFile(CONFIG);
    await first.goTo(positionOf(new RegExp(`id: "${JOB}"`), text));
    await first.runCommand('LUCI Scheduler: Run Job…');
    const ended = '[data-testid="invocation-row"][data-status="SUCCEEDED"]';
    await (await first.webview(ended)).locator(ended).getByText(JOB).waitFor();

    await second.runCommand('LUCI Scheduler: Show Invocations');
    await (await second.webview(ended)).locator(ended).getByText(JOB).waitFor();
  });
});
