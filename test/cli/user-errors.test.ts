// The mistakes that a user can make with a run: each is one sentence in the log that says what to do, and the
// invocation ends as it would on the service. Real programs, repositories, servers.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeCertificate } from '../host/http/certificate.ts';
import { luciJobs } from './cli-in-process.ts';
import { CliProcess, luciJobsProcess } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const REPO = 'https://chromium.googlesource.com/chromium/src';

const CONFIG = `
trigger { id: "poll" realm: "ci" triggers: "build" gitiles { repo: "${REPO}" refs: "refs/heads/main" } }
trigger { id: "poll-other" realm: "ci" gitiles { repo: "${REPO}" refs: "refs/heads/other" } }
job { id: "build" realm: "ci" buildbucket { server: "bb.example" bucket: "ci" builder: "linux" } }
job { id: "fetch" url_fetch { url: "https://nowhere.invalid/" } }
`;

/** On this machine, for certain: `git` is needed by the tests, `luci-auth` not. */
const EMPTY_PATH = { PATH: '' };

/** What is run, and with what; how it ends, and the sentence. `FOLDER` is the folder of the test. */
const ERRORS: readonly [
  name: string,
  args: string,
  ends: string,
  sentence: string | RegExp,
  env?: Readonly<Record<string, string>>,
][] = [
  [
    'nobody has said where the repository is',
    'poll',
    'FAILED',
    'Nobody has said where the repository chromium.googlesource.com/chromium/src is on this machine: ' +
      'give --host chromium.googlesource.com/chromium/src=FOLDER, or --host chromium.googlesource.com=network to ask the host itself',
  ],
  [
    'nobody has allowed requests to the host',
    'fetch',
    'FAILED',
    'Nothing was sent to nowhere.invalid, for nobody has allowed it: allow it with --host nowhere.invalid=network',
  ],
  [
    'the host is switched off',
    'fetch --host *.invalid=refuse',
    'FAILED',
    'Requests to nowhere.invalid are switched off',
  ],
  [
    'a host that serves repositories is to be emulated',
    'poll --host *.googlesource.com=emulator',
    'FAILED',
    'chromium.googlesource.com serves repositories: name the folder of one in place of "emulator"',
  ],
  [
    'there is no git',
    'poll --host chromium.googlesource.com=full',
    'FAILED',
    'The program git was not found. Install git, and see to it that its folder is in PATH.',
    EMPTY_PATH,
  ],
  [
    'there is no such folder',
    'poll --host chromium.googlesource.com=missing',
    'FAILED',
    'There is no folder FOLDER/missing. Name the folder of a git repository.',
  ],
  [
    'the folder is no repository',
    'poll --host chromium.googlesource.com=plain',
    'FAILED',
    'FOLDER/plain is not a git repository. Name the folder of one, the one that has .git in it, or run git init there.',
  ],
  [
    'the repository has no commits',
    'poll --host chromium.googlesource.com=empty',
    'FAILED',
    'There are no refs at all under refs/heads/. If the repository has no commits yet, push one; otherwise check `refs`.',
  ],
  [
    'there is no such ref',
    'poll-other --host chromium.googlesource.com=full',
    'FAILED',
    'Under refs/heads/ there are: "refs/heads/main". Correct `refs`, or remove from it what is gone. A pattern has to match the whole name of a ref.',
  ],
  [
    'there is no luci-auth',
    'poll --host chromium.googlesource.com=network+luci-auth',
    'FAILED',
    'There is no program luci-auth on PATH: install depot_tools, or let requests go without a token',
    EMPTY_PATH,
  ],
  [
    'there is no such host, and a proxy that is not used',
    'fetch --host nowhere.invalid=network',
    'FAILED',
    /^The request failed: .*nowhere\.invalid.* \(HTTPS_PROXY is set, but requests go past proxies\)$/,
    { HTTPS_PROXY: 'http://127.0.0.1:9' },
  ],
  [
    'the program of a build does not exist',
    'build --builder *=no-such-program',
    'FAILED',
    'There is no program no-such-program on the PATH: install it, or correct the command in the settings.',
  ],
  [
    'the program of a build cannot be executed',
    'build --builder *=./plain/text',
    'FAILED',
    /may not be executed: make it executable/,
  ],
];

describe('errors that a user can cause', () => {
  const folder = configFolder({ 'jobs.cfg': CONFIG });
  const servers: Server[] = [];

  before(() => {
    const git = (name: string, ...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: path.join(folder.path, name),
      });
    for (const name of ['full', 'empty', 'plain']) fs.mkdirSync(path.join(folder.path, name));
    git('full', 'init', '--quiet', '--initial-branch=main');
    git('full', 'commit', '--quiet', '--allow-empty', '--message=one');
    git('empty', 'init', '--quiet');
    fs.writeFileSync(path.join(folder.path, 'plain', 'text'), 'no program', { mode: 0o644 });
  });

  after(() => {
    for (const server of servers) server.close();
  });

  /** The texts of the log, without times; a text of several lines is one. */
  function textsOf(stdout: string): readonly string[] {
    return stdout.split(/^\[[\d:.]+\] /m).map((text) => text.trimEnd());
  }

  for (const [name, args, ends, sentence, env] of ERRORS) {
    it(name, async () => {
      const options = { cwd: folder.path, ...(env && { env }) };
      const { stdout, stderr, exitCode } = await luciJobs(
        ['run', 'jobs.cfg', ...args.split(' ')],
        options,
      );
      const texts = textsOf(stdout).map((text) =>
        text.replaceAll(fs.realpathSync(folder.path), 'FOLDER').replaceAll(folder.path, 'FOLDER'),
      );
      const said = texts.filter((text) =>
        typeof sentence === 'string' ? text.includes(sentence) : sentence.test(text),
      );
      assert.equal(said.length, 1, stdout);
      assert.match(stdout, new RegExp(`^${ends} in `, 'm'));
      assert.deepEqual([stderr, exitCode], ['', 1]);
    });
  }

  const authority = makeCertificate({ name: 'authority' });

  /** The environment of a process that trusts the authority. */
  function trusting(): { readonly NODE_EXTRA_CA_CERTS: string } {
    const file = path.join(folder.path, 'authority.pem');
    fs.writeFileSync(file, authority.cert);
    return { NODE_EXTRA_CA_CERTS: file };
  }

  /** Serves over TLS; returns the port. */
  async function serve(
    answer: RequestListener,
    issuer?: ReturnType<typeof makeCertificate>,
    hosts: readonly string[] = ['localhost', '127.0.0.1'],
  ): Promise<number> {
    const certificate = makeCertificate({
      hosts,
      ...(issuer && { issuer }),
    });
    const server = createServer(certificate, answer);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('the certificate is not trusted', async () => {
    const port = await serve((_request, response) => response.end());
    const stdin = `job { id: "a" url_fetch { url: "https://127.0.0.1:${port}/" } }`;
    const { stdout } = await luciJobs(['run', '-', 'a'], { stdin });
    assert.match(
      stdout,
      /The request failed: the certificate of 127\.0\.0\.1:\d+ is self-signed: if you trust it, name its file in the variable NODE_EXTRA_CA_CERTS\n/,
    );
    assert.match(stdout, /^FAILED in /m);
  });

  it('the server does not answer', async () => {
    const port = await serve(() => {}, authority);
    const stdin = `job { id: "a" url_fetch { url: "https://127.0.0.1:${port}/" timeout_sec: 1 } }`;
    const { stdout } = await luciJobsProcess(['run', '-', 'a'], { stdin, env: trusting() });
    assert.match(stdout, /^\[[\d:.]+\] The request failed: .*\b1 s\b.*$/m);
    assert.match(stdout, /^FAILED in /m);
  });

  /** The environment of a process for which every host is this machine, and every port this one. */
  function leadingTo(port: number): Readonly<Record<string, string>> {
    const file = path.join(folder.path, `leading-to-${port}.mjs`);
    fs.writeFileSync(
      file,
      `import net from 'node:net';
       import { syncBuiltinESMExports } from 'node:module';
       const { connect } = net;
       net.connect = (options) => connect({ ...options, host: '127.0.0.1', port: ${port} });
       syncBuiltinESMExports();`,
    );
    return { NODE_OPTIONS: `--import=${pathToFileURL(file)}` };
  }

  const pages: readonly [name: string, status: number, sentence: RegExp][] = [
    [
      'a page to log in',
      200,
      /The answer is a page for people, not the JSON of Gitiles: correct `repo`, or let requests go with a token if one has to log in there\.$/m,
    ],
    [
      'a page that says that something is broken',
      502,
      /chromium\.googlesource\.com answers with HTTP status 502\. Try again later\.$/m,
    ],
  ];
  for (const [name, status, sentence] of pages) {
    it(`the server is to be Gitiles, but shows ${name}`, async () => {
      const page: RequestListener = (_request, response) => {
        response.writeHead(status, { 'Content-Type': 'text/html' });
        response.end('<!DOCTYPE html>\n<html><body>Hello</body></html>');
      };
      const port = await serve(page, authority, ['chromium.googlesource.com']);
      const args = ['run', 'jobs.cfg', 'poll', '--host', 'chromium.googlesource.com=network'];
      const env = { ...trusting(), ...leadingTo(port) };
      const { stdout, stderr, exitCode } = await luciJobsProcess(args, { cwd: folder.path, env });
      assert.match(stdout, sentence);
      assert.match(stdout, /^FAILED in /m);
      assert.deepEqual([stderr, exitCode], ['', 1]);
    });
  }

  it('the server is no Buildbucket, but shows a page for people', async () => {
    const page: RequestListener = (_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<html><body>Log in</body></html>');
    };
    const server = `127.0.0.1:${await serve(page, authority)}`;
    const stdin = `job { id: "a" realm: "ci" buildbucket { server: "${server}" bucket: "ci" builder: "b" } }`;
    const args = ['run', '-', 'a', '--host', '127.0.0.1=network'];
    const cli = new CliProcess(args, { stdin, env: trusting() });
    await cli.line(/does not tell its service account: its answer is not JSON$/);
    cli.child.kill('SIGINT');
    assert.match((await cli.outcome).stdout, /^(?:ABORTED|FAILED) in /m);
  });
});
