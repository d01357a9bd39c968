import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DEMO_REPOSITORY } from '../../scripts/demo-repository.ts';
import { DEMO, DEMO_CONFIG } from '../../scripts/paths.ts';
import { freshDemo, removeAbandonedDemos, removeDemo } from '../../scripts/start-demo.ts';

describe('the demo that npm start opens', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-'));
  });

  afterEach(() => fs.rmSync(dataDir, { recursive: true }));

  it('is a copy of the demo project', () => {
    const { folder, config } = freshDemo(dataDir, '21420');
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      files.filter((file) => !file.startsWith('repositories')).sort(),
      fs.readdirSync(DEMO, { recursive: true }).sort(),
    );
    const head = fs.readFileSync(path.join(folder, DEMO_REPOSITORY, '.git', 'HEAD'), 'utf8');
    assert.equal(head, 'ref: refs/heads/main\n');
    assert.equal(fs.readFileSync(config, 'utf8'), fs.readFileSync(DEMO_CONFIG, 'utf8'));
    assert.equal(path.relative(DEMO, config).startsWith('..'), true);
  });

  it('is as the demo project is each time, at the same place', () => {
    const first = freshDemo(dataDir, '21420');
    fs.writeFileSync(first.config, 'edited');
    fs.writeFileSync(path.join(first.folder, 'another file'), '');
    const second = freshDemo(dataDir, '21420');
    assert.deepEqual(second, first);
    assert.equal(fs.readFileSync(second.config, 'utf8'), fs.readFileSync(DEMO_CONFIG, 'utf8'));
    assert.equal(fs.existsSync(path.join(second.folder, 'another file')), false);
  });

  it('is one for each start', () => {
    const one = freshDemo(dataDir, '21420');
    const other = freshDemo(dataDir, '21421');
    removeDemo(dataDir, '21420');
    assert.equal(fs.existsSync(one.folder), false);
    assert.equal(fs.existsSync(other.config), true);
  });

  it('is removed later if its start could not, and no other is', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const closed = net.createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port: abandonedPort } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');

    const running = freshDemo(dataDir, String(port));
    const abandoned = freshDemo(dataDir, String(abandonedPort));
    const desktop = freshDemo(dataDir, 'desktop');
    await removeAbandonedDemos(dataDir);
    server.close();
    assert.equal(fs.existsSync(running.config), true);
    assert.equal(fs.existsSync(path.dirname(abandoned.folder)), false);
    assert.equal(fs.existsSync(desktop.config), true);
  });

  it('needs no removal where there was no start', () => removeAbandonedDemos(dataDir));
});
