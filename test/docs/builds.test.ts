import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildJson } from '../../host/builds/build-messages.ts';
import { readCommandLine } from '../../host/processes/command-line.ts';
import { ROOT } from '../../scripts/paths.ts';
import { buildOf, runBuild } from '../host/builds/build-fixture.ts';
import { temporaryFolders } from '../host/sqlite/temporary-folder.ts';

describe('docs/builds.md', () => {
  const newFolder = temporaryFolders();
  const page = fs.readFileSync(path.join(ROOT, 'docs/builds.md'), 'utf8');
  const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
      ([, text = '']) => text,
    );
  const [settings = '', example = ''] = blocks('json');

  it('has settings whose commands can be read', () => {
    const builders: Record<string, { command?: unknown }> =
      JSON.parse(settings)['luciScheduler.builders'];
    const commands = Object.values(builders).map(({ command }) => command);
    const written = commands.filter((command) => command !== undefined);
    assert.equal(written.length, 3);
    for (const command of written) assert.ok(readCommandLine(command, 'posix').ok);
  });

  it('shows a build as commands get it', () => {
    const { scheduler, tags, builder, id, properties, gitilesCommit } = JSON.parse(example);
    const invocation = { key: 'scheduler_invocation_id', value: scheduler.invocation };
    const build = buildOf({
      ...{ id, builder, tags: [...tags, invocation] },
      input: { properties, gitilesCommit },
    });
    const written = JSON.parse(buildJson(build));
    assert.deepEqual({ ...written, tags }, JSON.parse(example));
  });

  it('has a shell script that works', async function () {
    for (const program of ['jq', 'git', 'make']) {
      if (spawnSync(program, ['--version']).status !== 0) {
        console.log(`      ${program} is not installed, so the script is not tried`);
        this.skip();
      }
    }
    const folder = newFolder();
    const workspace = path.join(folder, 'workspace');
    const git = (...args: string[]) => {
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
      const { status, stdout, stderr } = spawnSync('git', ['-C', workspace, ...identity, ...args], {
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      return stdout.trim();
    };
    fs.mkdirSync(path.join(workspace, 'tools'), { recursive: true });
    fs.writeFileSync(path.join(workspace, 'tools/build.sh'), blocks('sh')[0] ?? '', {
      mode: 0o755,
    });
    fs.writeFileSync(path.join(workspace, 'Makefile'), 'all:\n\t@echo made $(MODE)\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    const id = git('rev-parse', 'HEAD');
    git('commit', '--quiet', '--allow-empty', '--message', 'second');

    const gitilesCommit = { host: 'h', project: 'p', id, ref: 'refs/heads/main' };
    const build = buildOf({ input: { properties: { mode: 'release' }, gitilesCommit } });
    const { outcome, log } = await runBuild(folder, ['./tools/build.sh'], { build });
    assert.equal(outcome, 'SUCCESS', log.join('\n'));
    const short = git('rev-parse', '--short', id);
    assert.ok(log.includes(`\x1b[1mbuilding ${short} as release\x1b[m`), log.join('\n'));
    assert.ok(log.includes('made release'));
  });

  it('has a luciexe that works', async function () {
    if (spawnSync('python3', ['--version']).status !== 0) {
      console.log('      python3 is not installed, so the luciexe is not tried');
      this.skip();
    }
    const folder = newFolder();
    const tools = path.join(folder, 'workspace', 'tools');
    fs.mkdirSync(tools, { recursive: true });
    fs.writeFileSync(path.join(tools, 'build.py'), blocks('python')[0] ?? '');
    const command = /"command": "(python3 [^"]*buildOutput[^"]*)"/.exec(page)?.[1] ?? '';
    const line = readCommandLine(command, 'posix');
    assert.ok(line.ok);
    const { outcome, log } = await runBuild(folder, line.command);
    assert.equal(outcome, 'SUCCESS', log.join('\n'));
    assert.ok(log.includes('hello from linux'));
    assert.deepEqual(log.slice(-2), ['Step hello has succeeded', 'Summary: said **hello**']);
  });
});
