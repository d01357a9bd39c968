import assert from 'node:assert/strict';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { ServerProcess } from '../server/server-process.ts';
import { readmeBlock } from './readme-recipe.ts';

const URI = 'file:///luci-scheduler.cfg';
const LEGACY =
  'job { id: "a" buildbucket { server: "b.example.com" bucket: "luci.infra.ci" builder: "b" } }\n';

/** Helix is not there to be tried; what its settings say is. */
describe('the recipe of the README for Helix', () => {
  const recipe = readmeBlock('toml');

  it('names a command that is a server, and settings that it obeys', async () => {
    const command = stringOf(/^command = "(.*)"$/m);
    assert.equal(command, 'luci-jobs');
    const args = JSON.parse(stringOf(/^args = (\[.*\])$/m)) as string[];
    const program = [process.execPath, path.join(ROOT, 'cli/main.ts'), ...args];
    const server = new ServerProcess(program);
    server.configuration = {
      project: stringOf(/^config\.luciScheduler = \{ project = "(.*)" \}$/m),
    };
    await server.initialize({ capabilities: { workspace: { configuration: true } } });
    await server.open(URI, LEGACY);
    // The first may be older than the settings.
    let shown = '';
    while (!shown.includes('Write \\"ci\\"')) shown = JSON.stringify(await server.pushed(URI, 1));
    assert.ok(server.asked.includes('workspace/configuration luciScheduler'));
    await server.stop();
  });

  it('takes the files that are configs, and writes as the style has it', () => {
    assert.equal(stringOf(/^file-types = \[\{ glob = "(.*)" \}\]$/m), 'luci-scheduler*.cfg');
    assert.equal(
      stringOf(/^language-servers = \["(.*)"\]$/m),
      stringOf(/^\[language-server\.(.*)\]$/m),
    );
    assert.equal(stringOf(/^indent = \{ tab-width = 2, unit = "(.*)" \}$/m), '  ');
  });

  function stringOf(pattern: RegExp): string {
    return pattern.exec(recipe)?.[1] ?? assert.fail(`no ${pattern} in\n${recipe}`);
  }
});
