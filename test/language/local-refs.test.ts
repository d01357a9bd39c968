// Refs of the clone on this machine: what completion offers of them, what it makes of a text, what a hover says.

import assert from 'node:assert/strict';
import { completions } from '../../src/language/completion/completions.ts';
import { hover } from '../../src/language/hover/hover.ts';
import { type LocalRefs, repoOfRefsAt } from '../../src/language/local-refs.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { errorsIn, openMarked } from '../marked-text.ts';
import { acceptedIn } from './completion/accept.ts';

const REPO = 'https://chromium.googlesource.com/a/b';

const LOCAL: LocalRefs = {
  folder: '~/b',
  names: [
    'refs/branch-heads/6000',
    'refs/branch-heads/6001',
    'refs/heads/dev',
    "refs/heads/it's",
    'refs/heads/main',
    'refs/heads/release/1.0',
    'refs/remotes/origin/other',
    'refs/remotes/origin/release/1.1',
    'refs/stash',
    'refs/tags/v1.0',
    'refs/tags/v1.10',
  ],
  fetched: ['refs/heads/main', 'refs/heads/other', 'refs/heads/release/1.1'],
  head: 'refs/heads/dev',
};

/** A poller with one entry of `refs`, as written, and what stands behind that. `▮` is the cursor: `|` is in patterns. */
function poller(entry: string, more = '', repo = REPO): string {
  return `trigger {\n  id: "t"\n  gitiles {\n    repo: "${repo}"\n    refs: ${entry}\n${more}  }\n}\n`;
}

function at(marked: string) {
  const offset = marked.indexOf('▮');
  const text = marked.replace('▮', '');
  return {
    text,
    position: positionAt(lineStarts(text), offset),
    document: openMarked(text).document,
  };
}

function offersIn(marked: string) {
  const { text, position, document } = at(marked);
  const localRefs = (repo: string) => (repo === REPO ? LOCAL : undefined);
  const { offers } = completions(document, position, { now: 0, localRefs });
  return { text, offers: offers.toSorted((a, b) => a.rank - b.rank) };
}

const FORMS = ['refs/heads/', 'regexp:refs/heads/', 'regexp:refs/tags/'];

const ALL = [
  'refs/heads/dev',
  'refs/heads/main',
  "refs/heads/it's",
  'refs/heads/release/1.0',
  'refs/heads/other',
  'refs/heads/release/1.1',
  'refs/tags/v1.0',
  'refs/tags/v1.10',
  'refs/branch-heads/6000',
  'refs/branch-heads/6001',
];

describe('completion of refs', () => {
  const table: readonly [marked: string, ...labels: string[]][] = [
    // What is checked out first, then the main branch, branches, tags, others; what the clone has for itself, never.
    [poller('"▮"'), ...ALL, ...FORMS],
    [poller('▮'), ...ALL, ...FORMS],
    [poller('["refs/heads/x", "▮"]'), ...ALL, ...FORMS],
    // Not those that are there; the one at the cursor is to be replaced.
    [poller('"▮"', '    refs: "refs/heads/dev"\n'), ...ALL.slice(1), ...FORMS],
    [poller('"refs/heads/dev▮"'), 'refs/heads/dev', ...FORMS],
    [poller('"10▮"'), 'refs/heads/release/1.0', 'refs/tags/v1.0', 'refs/tags/v1.10', ...FORMS],
    // The file's own come behind.
    [
      `${poller('"main▮"')}trigger { gitiles { refs: ["refs/heads/main", "refs/heads/mainly"] } }`,
      'refs/heads/main',
      'refs/heads/mainly',
      ...FORMS,
    ],
    // Patterns for several, those of most first, then for each.
    [
      poller('"regexp:1▮"'),
      String.raw`regexp:refs/heads/release/1\.0`,
      String.raw`regexp:refs/heads/release/1\.1`,
      String.raw`regexp:refs/tags/v1\.0`,
      String.raw`regexp:refs/tags/v1\.10`,
      'regexp:refs/branch-heads/6001',
      ...FORMS,
    ],
    [
      poller('"regexp:rel▮"'),
      'regexp:refs/heads/release/.+',
      String.raw`regexp:refs/heads/release/\d+\.\d+`,
      String.raw`regexp:refs/heads/release/1\.0`,
      String.raw`regexp:refs/heads/release/1\.1`,
      ...FORMS,
    ],
    [
      poller(String.raw`"regexp:refs/tags/v1\\▮"`),
      String.raw`regexp:refs/tags/v1\.0`,
      String.raw`regexp:refs/tags/v1\.10`,
      ...FORMS,
    ],
    // Alternatives, but for those that are there.
    [
      poller('"regexp:refs/heads/(▮)"'),
      'dev',
      'main',
      "it's",
      String.raw`release/1\.0`,
      'other',
      String.raw`release/1\.1`,
    ],
    [
      poller('"regexp:refs/heads/(?:dev|▮"'),
      'main',
      "it's",
      String.raw`release/1\.0`,
      'other',
      String.raw`release/1\.1`,
    ],
    [poller(String.raw`"regexp:refs/tags/v1\\.(0|▮)"`), '10'],
    [poller('"regexp:refs/heads/(m▮|other)"'), 'main'],
    [poller('"regexp:refs/none/(▮)"')],
    // Where nothing is known: what there always was.
    [poller('"▮"', '', 'https://chromium.googlesource.com/a/c'), 'refs/heads/main', ...FORMS],
    [poller('"▮"', '', ''), 'refs/heads/main', ...FORMS],
    // The repository that counts, though it stands behind.
    [
      `trigger { gitiles { repo: "https://x" refs: "othr▮" repo: "${REPO}" } }`,
      'refs/heads/other',
      ...FORMS,
    ],
    ['job { id: "▮" }'],
  ];
  for (const [marked, ...labels] of table) {
    it(JSON.stringify(marked), () => {
      assert.deepEqual(
        offersIn(marked).offers.map(({ label }) => label),
        labels,
      );
    });
  }

  it('says what each is', () => {
    const { offers } = offersIn(poller('"▮"'));
    const details = Object.fromEntries(offers.map(({ label, detail }) => [label, detail]));
    assert.equal(details['refs/heads/dev'], 'the branch that is checked out in ~/b');
    assert.equal(details['refs/heads/main'], 'a branch in ~/b');
    assert.equal(details['refs/heads/other'], 'a branch, as fetched to ~/b');
    assert.equal(details['refs/tags/v1.0'], 'a tag in ~/b');
    assert.equal(details['refs/branch-heads/6000'], 'a ref in ~/b');
    const [first] = offersIn(poller('"regexp:▮"')).offers;
    assert.deepEqual(
      [first?.label, first?.detail],
      ['regexp:refs/heads/.+', 'matches 6 refs by now'],
    );
  });

  it('compares what is typed with what is written', () => {
    const { offers } = offersIn(poller('"regexp:refs/tags/▮"'));
    const found = offers.find(({ label }) => label === String.raw`regexp:refs/tags/v1\.0`);
    assert.equal(found?.filter, String.raw`regexp:refs/tags/v1\\.0`);
  });
});

describe('a ref that is accepted', () => {
  const table: readonly [entry: string, label: string, written: string][] = [
    ['"▮"', 'refs/heads/main', '"refs/heads/main"'],
    ['▮', 'refs/heads/main', '"refs/heads/main"'],
    ["'▮'", "refs/heads/it's", String.raw`'refs/heads/it\'s'`],
    ['"refs/he▮ads/x"', 'refs/heads/main', '"refs/heads/main"'],
    ['"regexp:▮"', String.raw`regexp:refs/tags/v1\.0`, String.raw`"regexp:refs/tags/v1\\.0"`],
    ['"regexp:▮"', 'regexp:refs/heads/release/.+', '"regexp:refs/heads/release/.+"'],
    ['"regexp:refs/heads/(d▮xx)"', 'dev', '"regexp:refs/heads/(dev)"'],
    ['"regexp:refs/heads/(dev|o▮)"', 'other', '"regexp:refs/heads/(dev|other)"'],
    [
      '"regexp:refs/heads/(▮x|main)"',
      String.raw`release/1\.0`,
      String.raw`"regexp:refs/heads/(release/1\\.0|main)"`,
    ],
  ];
  for (const [entry, label, written] of table) {
    it(`${entry} ${label}`, () => {
      const { text, offers } = offersIn(poller(entry));
      const offer = offers.find((one) => one.label === label);
      assert.ok(offer, `there are only ${offers.map((one) => one.label).join(', ')}`);
      assert.equal(acceptedIn(text, offer), poller(written));
    });
  }

  it('makes no error, whichever it is', () => {
    for (const entry of [
      '"▮"',
      "'▮'",
      '▮',
      '"regexp:▮"',
      "'regexp:▮'",
      '"regexp:refs/heads/(▮)"',
    ]) {
      const { text, offers } = offersIn(poller(entry));
      for (const offer of offers) {
        if (FORMS.includes(offer.label)) continue;
        const accepted = acceptedIn(text, offer);
        const errors = errorsIn(`${accepted}job { id: "j" noop {} }`);
        assert.deepEqual(
          errors.map(({ message }) => message),
          [],
          accepted,
        );
      }
    }
  });
});

describe('the hover of a ref', () => {
  const table: readonly [entry: string, ...says: string[]][] = [
    ['"refs/heads/m▮ain"', 'The repository in `~/b` has it.'],
    [
      '"refs/heads/o▮ther"',
      'The repository in `~/b` has it as last fetched, and not under this name.',
    ],
    ['"refs/heads/n▮one"', 'The repository in `~/b` does not have it.'],
    [
      '"regexp:▮refs/tags/.+"',
      'In the repository in `~/b` it matches 2 refs: `refs/tags/v1.0`, `refs/tags/v1.10`.',
    ],
    [
      '"regexp:▮refs/heads/.+"',
      "In the repository in `~/b` it matches 4 refs: `refs/heads/dev`, `refs/heads/it's`, `refs/heads/main`, `refs/heads/release/1.0`. Of those last fetched there it matches 2 more: `refs/heads/other`, `refs/heads/release/1.1`.",
    ],
    [
      '"regexp:▮refs/heads/o.+"',
      'In the repository in `~/b` it matches none. Of those last fetched there it matches 1: `refs/heads/other`.',
    ],
    ['"regexp:▮refs/heads/x.+"', 'In the repository in `~/b` it matches none.'],
  ];
  for (const [entry, says] of table) {
    it(entry, () => {
      const { position, document } = at(poller(entry));
      const found = hover(document, position, { now: 0, zone: 'UTC', localRefs: () => LOCAL });
      assert.equal(found?.markdown.split('\n\n').at(-1), says);
    });
  }

  const shown = (entry: string, local: LocalRefs | undefined, isLate = () => false) => {
    const { position, document } = at(poller(entry));
    const options = { now: 0, zone: 'UTC', localRefs: () => local, isLate };
    return hover(document, position, options)?.markdown ?? '';
  };

  it('names the first five of many', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `refs/tags/v${i}`);
    const markdown = shown('"regexp:▮refs/tags/v1.*"', { ...LOCAL, names });
    assert.ok(
      markdown.endsWith(
        'it matches 11111 refs: `refs/tags/v1`, `refs/tags/v10`, `refs/tags/v11`, `refs/tags/v12`, `refs/tags/v13` and 11106 more.',
      ),
      markdown,
    );
  });

  it('says how many it has found by then if it takes too long', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `refs/tags/v${i}`);
    const last = (local: LocalRefs, looks: number) => {
      let looked = 0;
      return shown('"regexp:▮refs/tags/v.*"', local, () => ++looked > looks)
        .split('\n\n')
        .at(-1);
    };
    assert.equal(
      last({ ...LOCAL, names }, 2),
      'In the repository in `~/b` it matches 512 refs or more: `refs/tags/v0`, `refs/tags/v1`, `refs/tags/v2`, `refs/tags/v3`, `refs/tags/v4` and 507 more.',
    );
    assert.equal(
      last({ ...LOCAL, names }, 0),
      'In the repository in `~/b` there are too many refs to tell which ones it matches.',
    );
    assert.equal(
      last({ ...LOCAL, names: ['refs/tags/v1'], fetched: names }, 2),
      'In the repository in `~/b` it matches 1 ref: `refs/tags/v1`. Of those last fetched there it matches 255 more at least: `refs/tags/v0`, `refs/tags/v2`, `refs/tags/v3`, `refs/tags/v4`, `refs/tags/v5` and 250 more.',
    );
  });

  it('says nothing of the repository where none is known', () => {
    assert.ok(shown('"regexp:▮refs/tags/v.*"', undefined).endsWith('begin with `refs/tags/v`.'));
  });

  it('shows names of refs as code, whatever is in them', () => {
    const names = ['refs/heads/`<b>`'];
    assert.ok(
      shown('"regexp:▮refs/heads/.+"', { ...LOCAL, names, fetched: [] }).endsWith(
        '1 ref: `` refs/heads/`<b>` ``.',
      ),
    );
  });
});

describe('the repository whose refs a cursor is about', () => {
  const table: readonly [marked: string, repo: string | undefined][] = [
    [poller('"▮"'), REPO],
    [poller('▮'), REPO],
    [poller('["a", ▮]'), REPO],
    [poller('"▮"', '', ''), undefined],
    ['trigger { gitiles { refs: "▮" } }', undefined],
    [poller('"x"').replace('repo: "', 'repo: "▮'), undefined],
    [poller('"x" # ▮'), undefined],
    ['job { id: "refs▮" }', undefined],
  ];
  for (const [marked, repo] of table) {
    it(JSON.stringify(marked), () => {
      const { document, position } = at(marked);
      assert.equal(repoOfRefsAt(document, position), repo);
    });
  }
});
