import assert from 'node:assert/strict';
import { lintsOf, testLints } from '../../config/lints/lints-of.ts';

// Each row: what it is about; fields of the task, with a mark at each finding; the codes of the findings.
const GITILES: [what: string, fields: string, ...codes: string[]][] = [
  ['a good repository', 'repo: "https://a.googlesource.com/x/y.git"'],
  ['http', 'repo: [["http://a.googlesource.com/x"]]', 'lint-repo-not-gitiles'],
  ['another host', 'repo: [["https://github.com/x/y"]]', 'lint-repo-not-gitiles'],
  ['a port', 'repo: [["https://a.googlesource.com:443/x"]]', 'lint-repo-not-gitiles'],
  ['a plus', 'repo: [["https://a.googlesource.com/x/+/main"]]', 'lint-repo-not-gitiles'],
  ['no repository', 'repo: [["https://a.googlesource.com/"]]', 'lint-repo-not-gitiles'],
  ['a query', 'repo: [["https://a.googlesource.com/x?a=b"]]', 'lint-repo-not-gitiles'],
  ['a fragment', 'repo: [["https://a.googlesource.com/x#f"]]', 'lint-repo-not-gitiles'],
  ['refs without wildcards', 'refs: "regexp:refs/heads/a" refs: "regexp:refs/heads/b"'],
  ['one pattern', 'refs: "regexp:refs/heads/a.*" refs: "refs/heads/b"'],
  [
    'patterns in different namespaces',
    'refs: "regexp:refs/heads/a.*" refs: "regexp:refs/tags/b.*"',
  ],
  [
    'two patterns in one namespace',
    'refs: [["regexp:refs/heads/a.*"]] refs: "regexp:refs/heads/b.*"',
    'lint-refs-unanchored',
  ],
  ['an unclosed quote', 'refs: [["regexp:refs/heads/\\\\Qa.b"]]', 'lint-regexp-unclosed-quote'],
  ['a closed quote', 'refs: "regexp:refs/heads/\\\\Qa.b\\\\E"'],
  ['a ref', 'refs: "refs/heads/a-b.c/@x{y}"'],
  ...(
    [
      ...['refs/tags/[[*]]', 'refs/heads/.[[*]]', 'refs/heads/[[[]a-z]+', 'refs/heads/v[[?]]'],
      ...[
        'refs/heads/[[\\\\]]d+',
        'refs/heads/a[[ ]]b',
        'refs/heads/main[[ ]]',
        'refs/heads/a[[\\t]]',
      ],
      ...[
        'refs/heads[[/]]',
        'refs[[//]]heads/main',
        'refs/heads/a[[..]]b',
        'refs/heads/x[[.lock]]',
      ],
      ...['refs/heads/[[~]]x', 'refs/heads/x[[^]]', 'refs/heads/x[[:]]y', 'refs/heads/a[[@{]]b'],
      ...[
        'refs/heads[[/.]]hidden',
        'refs/a[[.lock]]/b',
        'refs/heads/a[[.]]',
        'refs/heads/a[[\\177]]',
      ],
    ] as const
  )
    .filter((ref) => ref !== 'refs/heads[[/]]')
    .map((ref): [string, string, string] => [
      `a ref that cannot be: ${ref}`,
      `refs: "${ref}"`,
      'lint-ref-impossible',
    ]),
  ['a ref that is a folder', 'refs: "refs/heads/a[[/]]"', 'lint-ref-impossible'],
  ...[
    'refs/heads//x.*',
    'refs/heads/[^/]+/',
    'refs/heads/main\\n',
    'refs/heads/a b.*',
    'refs/heads/.*\\\\.lock',
    'refs/heads/(?:a|b)\\\\.',
    'refs/heads/\\\\..+',
    'refs/heads/.+\\\\.\\\\.',
  ].map((pattern): [string, string, string] => [
    `a pattern of refs that cannot be: ${pattern}`,
    `refs: [["regexp:${pattern}"]]`,
    'lint-ref-impossible',
  ]),
  [
    'patterns of refs that may be',
    'refs: "regexp:refs/heads/(?:[^/]+/|x)" refs: "regexp:refs/tags/a|refs/tags/b"',
  ],
  ['a path that is a folder', 'path_regexps: [["src/"]]', 'lint-path-filter-unreachable'],
  ['paths that end like a folder', 'path_regexps: [["src/.+/"]]', 'lint-path-filter-unreachable'],
  ['a path with two slashes', 'path_regexps: [["src//.+"]]', 'lint-path-filter-unreachable'],
  ['paths that end with two slashes', 'path_regexps: [[".+//a"]]', 'lint-path-filter-unreachable'],
  ['a path through here', 'path_regexps: [["src/\\\\./.+"]]', 'lint-path-filter-unreachable'],
  [
    'a path through the parent',
    'path_regexps: [["src/\\\\.\\\\./a"]]',
    'lint-path-filter-unreachable',
  ],
  ['a path from the parent', 'path_regexps: [["\\\\.\\\\./.+"]]', 'lint-path-filter-unreachable'],
  [
    'an exclusion of a folder',
    'path_regexps: "src/.+" path_regexps_exclude: [["src/docs/"]]',
    'lint-path-filter-unreachable',
  ],
  [
    'a path from here as people write it',
    'path_regexps: [["./src"]]',
    'lint-path-filter-unreachable',
  ],
  [
    'a path from the parent as people write it',
    'path_regexps: [["../.+"]]',
    'lint-path-filter-unreachable',
  ],
  ['a path with dots within', 'path_regexps: [["a/../b"]]', 'lint-path-filter-unreachable'],
  ['dots at the end', 'path_regexps: [["a/.."]]', 'lint-path-filter-unreachable'],
  ['a dot alone', 'path_regexps: [["."]]', 'lint-path-filter-unreachable'],
  ['any two letters', 'path_regexps: ".[.]/.+" path_regexps: "[^/]{2}/.+" path_regexps: "a/..."'],
  ['hidden files', 'path_regexps: "\\\\.[a-z]+" path_regexps: "src/\\\\.\\\\.\\\\.a"'],
  ['a glob', 'path_regexps: "docs[[/*]]"', 'lint-path-filter-glob'],
  ['a glob of one kind of file', 'path_regexps: "docs[[/*]].md"', 'lint-path-filter-glob'],
  ['path filters', 'path_regexps: ["src/.+", "lib/.+"] path_regexps_exclude: "src/docs/.+"'],
  [
    'the same filter twice',
    'path_regexps: ["src/.+", [["src/.+"]]]',
    'lint-path-filter-unreachable',
  ],
  ['a path from the root', 'path_regexps: [["/src/.+"]]', 'lint-path-filter-unreachable'],
  ['a path from here', 'path_regexps: [["\\\\./src/.+"]]', 'lint-path-filter-unreachable'],
  ['added files', 'path_regexps: "/dev/null"'],
  [
    'everything excluded',
    'path_regexps: [["src/.+"]] path_regexps_exclude: ".*"',
    'lint-path-filter-unreachable',
  ],
  [
    'one file excluded by a pattern',
    'path_regexps: [["DEPS"]] path_regexps: "src/.+" path_regexps_exclude: "[A-Z]+"',
    'lint-path-filter-unreachable',
  ],
  [
    'an exclusion of nothing',
    'path_regexps: "src/.+" path_regexps_exclude: [["docs/.+"]]',
    'lint-path-filter-unreachable',
  ],
  ['an exclusion that is wider', 'path_regexps: "src/.+" path_regexps_exclude: ".+\\\\.md"'],
];

describe('lints about a gitiles task', () => {
  for (const [what, fields, ...codes] of GITILES) {
    const repo = fields.includes('repo') ? '' : 'repo: "https://a.googlesource.com/x" ';
    testLints(
      what,
      `job { id: "a" noop {} }\ntrigger { id: "t" triggers: "a" gitiles { ${repo}${fields} } }`,
      codes,
    );
  }

  const gitilesWords: [fields: string, message: RegExp][] = [
    [
      'refs: "refs/tags/*"',
      /"\*" is not allowed in it\. .* write a regular expression: "regexp:refs\/tags\/\.\+"\.$/,
    ],
    ['refs: "refs/heads/.*"', /needs a prefix: "regexp:refs\/heads\/\.\*"\.$/],
    ['refs: "refs/heads/v?-*"', /: "regexp:refs\/heads\/v\[\^\/\]-\[\^\/\]\*"\.$/],
    ['refs: "refs/heads/a.b*c"', /: "regexp:refs\/heads\/a\\\\\.b\[\^\/\]\*c"\.$/],
    ['refs: "refs/heads/a/"', /: "regexp:refs\/heads\/a\/\.\+"\.$/],
    ['refs: "refs/heads/main "', /Write "refs\/heads\/main"\.$/],
    ['refs: "refs/heads/a..b"', /will fail\.$/],
    [
      'path_regexps: "src/"',
      /^No path ends with "\/", so .* For all below it, write "src\/\.\+"\.$/,
    ],
    ['path_regexps: "docs/*"', /write "docs\/\.\+"\.$/],
    ['path_regexps: "docs/*.{h,cc}"', /write "docs\/\[\^\/\]\*\\\\\.\(h\|cc\)"\.$/],
  ];
  for (const [fields, message] of gitilesWords) {
    it(`say in words what is wrong with ${fields}`, () => {
      const task = `gitiles { repo: "https://a.googlesource.com/x" ${fields} }`;
      const found = lintsOf(`job { id: "a" noop {} } trigger { id: "t" triggers: "a" ${task} }`);
      assert.match(found[0]?.message ?? '', message);
    });
  }
});
