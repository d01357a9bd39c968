import assert from 'node:assert/strict';
import path from 'node:path';
import { askedHost } from '../../../host/hosts/asked-host.ts';
import {
  type HostRow,
  hostTable,
  parseRow,
  type Route,
  type RowSource,
  routeOf,
} from '../../../host/hosts/host-table.ts';
import { parseRequestUrl } from '../../../src/golang/url-request.ts';

const BASE = path.resolve('/base');
const GITILES = 'https://chromium.googlesource.com/a/chromium%2Fsrc/+refs%2Fheads?format=JSON';
const BUILD = 'https://cr-buildbucket.appspot.com/prpc/buildbucket.v2.Builds/ScheduleBuild';

/** Rows, one a line, such as `example.com = network (user)`; a URL; where it goes. */
const ROUTES: readonly [rows: string, url: string, route: string][] = [
  // Without a word of the user's.
  ['', BUILD, 'buildbucket'],
  ['', 'https://other.example/prpc/buildbucket.v2.Builds/GetBuild', 'buildbucket'],
  ['', 'https://other.example/auth/api/v1/server/info', 'buildbucket'],
  ['', 'https://other.example/auth/api/v1/server/infos', 'ask network other.example'],
  ['', 'https://other.example/prpc/other.Builds/GetBuild', 'ask network other.example'],
  ['', GITILES, 'ask repository chromium.googlesource.com/chromium/src'],
  ['', 'https://example.com/', 'ask network example.com'],
  ['', 'https://example.com:8443/', 'ask network example.com:8443'],
  ['', 'https://evilgooglesource.com/', 'ask network evilgooglesource.com'],
  ['', 'http://127.0.0.1:8080/', 'network none'],
  ['', 'http://localhost/', 'network none'],
  ['', 'http://LocalHost./', 'network none'],
  ['', 'http://[::1]:80/', 'network none'],
  ['', 'http://127.0.0.1.example.com/', 'ask network 127.0.0.1.example.com'],
  ['', 'http://localhost.example.com/', 'ask network localhost.example.com'],
  // Names.
  ['example.com = network', 'https://EXAMPLE.com./x', 'network none'],
  ['EXAMPLE.com = network', 'https://example.com/x', 'network none'],
  ['example.com = network', 'https://a.example.com/', 'ask network a.example.com'],
  ['*.example.com = network', 'https://a.example.com/', 'network none'],
  ['*.example.com = network', 'https://example.com/', 'ask network example.com'],
  ['*.example.com = network', 'https://evilexample.com/', 'ask network evilexample.com'],
  ['example.com:8443 = network', 'https://example.com:8443/', 'network none'],
  ['example.com:8443 = network', 'https://example.com/', 'ask network example.com'],
  ['example.com = network', 'https://example.com:8443/', 'network none'],
  ['example.com = network', 'https://user:password@example.com/', 'network none'],
  ['example.com = network', 'https://example.com@evil.example/', 'ask network evil.example'],
  ['[::1]:80 = refuse', 'http://[::1]:80/', 'refuse Requests to [::1]:80 are switched off'],
  // Targets.
  ['example.com = network+luci-auth', 'https://example.com/', 'network luci-auth'],
  [
    'example.com = refuse',
    'https://example.com/',
    'refuse Requests to example.com are switched off',
  ],
  ['localhost = refuse', 'http://localhost/', 'refuse Requests to localhost are switched off'],
  ['cr-buildbucket.appspot.com = network', BUILD, 'network none'],
  ['bb.example = emulator', 'https://bb.example/', 'buildbucket'],
  ['*.googlesource.com = network', GITILES, 'network none'],
  ['chromium.googlesource.com = repos/src', GITILES, 'git repos/src'],
  ['chromium.googlesource.com/chromium/src = src', GITILES, 'git src'],
  [
    'chromium.googlesource.com/other = src',
    GITILES,
    'ask repository chromium.googlesource.com/chromium/src',
  ],
  ['https://chromium.googlesource.com/a/chromium/src.git/ = src', GITILES, 'git src'],
  [
    'chromium.googlesource.com = emulator',
    GITILES,
    'refuse chromium.googlesource.com serves repositories: name the folder of one in place of "emulator"',
  ],
  // Of several rows the one that says most.
  [
    '* = network\nexample.com = refuse',
    'https://example.com/',
    'refuse Requests to example.com are switched off',
  ],
  ['* = refuse\n*.example.com = network', 'https://a.example.com/', 'network none'],
  ['*.com = refuse\n*.example.com = network', 'https://a.example.com/', 'network none'],
  [
    'x.googlesource.com = all\nx.googlesource.com/one = one',
    'https://x.googlesource.com/one/+refs',
    'git one',
  ],
  [
    '*.googlesource.com/one = one\nx.googlesource.com = all',
    'https://x.googlesource.com/one/+refs',
    'git one',
  ],
  ['example.com = refuse\nexample.com:8443 = network', 'https://example.com:8443/', 'network none'],
  ['example.com = network\nexample.com = refuse', 'https://example.com/', 'network none'],
  // Files may have been written by anybody.
  ['example.com = network+luci-auth (workspace)', 'https://example.com/', 'ask token example.com'],
  ['example.com = network (workspace)', 'https://example.com/', 'network none'],
  [
    'example.com = network+luci-auth (workspace)\nexample.com = network+luci-auth (answer)',
    'https://example.com/',
    'network luci-auth',
  ],
  [
    '*.example.com = network+luci-auth (workspace)\na.example.com = network+luci-auth (answer)',
    'https://b.example.com/',
    'ask token b.example.com',
  ],
];

function rowsOf(text: string): readonly HostRow[] {
  return text.split('\n').flatMap((line) => {
    const {
      host = '',
      target = '',
      source = 'user',
    } = /^(?<host>\S+) = (?<target>\S+)(?: \((?<source>\w+)\))?$/.exec(line)?.groups ?? {};
    if (line === '') return [];
    const parsed = parseRow(host, target, source as RowSource, BASE);
    assert.ok(parsed.ok, line);
    return [parsed.row];
  });
}

function shown(route: Route): string {
  switch (route.kind) {
    case 'git':
      return `git ${path.relative(BASE, route.folder)}`;
    case 'network':
      return `network ${route.credentials}`;
    case 'refuse':
      return `refuse ${route.reason}`;
    case 'ask': {
      const { kind, asked } = route.question;
      const port = asked.port === '' ? '' : `:${asked.port}`;
      const project = kind === 'repository' ? `/${asked.project}` : '';
      return `ask ${kind} ${asked.name}${port}${project}`;
    }
    default:
      return route.kind;
  }
}

describe('the host table', () => {
  for (const [rows, url, expected] of ROUTES) {
    it(`${rows.replaceAll('\n', ', ') || 'nothing said'}: ${url} → ${expected}`, () => {
      const parsed = parseRequestUrl(url);
      assert.ok(parsed.ok);
      assert.equal(shown(routeOf(hostTable(rowsOf(rows)), askedHost(parsed.url))), expected);
    });
  }

  const PROBLEMS: readonly [host: string, target: string, problem: string][] = [
    ['', 'network', '"" is not a host, such as example.com or *.example.com'],
    ['a b', 'network', '"a b" is not a host, such as example.com or *.example.com'],
    ['https://', 'network', '"https://" is not a host, such as example.com or *.example.com'],
    ['a:b', 'network', '"a:b" is not a host, such as example.com or *.example.com'],
    ['u@a', 'network', '"u@a" is not a host, such as example.com or *.example.com'],
    ['a?b', 'network', '"a?b" is not a host, such as example.com or *.example.com'],
    ['a', ' ', 'a goes nowhere: name a folder, emulator, network, network+luci-auth or refuse'],
  ];
  for (const [host, target, problem] of PROBLEMS) {
    it(`refuses a row: ${problem}`, () => {
      assert.deepEqual(parseRow(host, target, 'user', BASE), { ok: false, problem });
    });
  }
});
