import assert from 'node:assert/strict';
import { assertErrors, errorsIn, TASK_DEPTH } from '../../marked-text.ts';

function poller(fields: string): string {
  return `trigger { id: "a" gitiles { ${fields} } }`;
}

/** With a repository, so that only the given fields can be wrong. */
function withRepo(fields: string): string {
  return poller(`repo: "https://h/r" ${fields}`);
}

describe('gitiles validation (validation.md 3.6.3)', () => {
  const table: [marked: string, ...findings: string[]][] = [
    // The repository.
    ['trigger { id: "a" [[gitiles]] {} }', 'gitiles-repo-missing @ repo'],
    [poller('repo: [[""]]'), 'gitiles-repo-missing @ repo'],
    [poller('repo: "https://h[[ ]]/r"'), 'gitiles-repo-invalid @ repo'],
    [poller('repo: "[[1http]]://h/r"'), 'gitiles-repo-invalid @ repo'],
    [poller('repo: "https://ü[[:x]]/r"'), 'gitiles-repo-invalid @ repo'],
    [poller('repo: [["h/r"]]'), 'gitiles-repo-not-absolute @ repo'],
    [poller('repo: [["//h/r"]]'), 'gitiles-repo-not-absolute @ repo'],
    // What only a run objects to.
    [poller('repo: "ftp://h/+/r?q#f"')],
    [poller('repo: "a:"')],

    // Refs by name.
    [withRepo('refs: "refs/heads/main" refs: "refs/heads/" refs: "refs//" refs: "refs/a/b/c"')],
    [withRepo('refs: [["refs/heads"]]'), 'ref-too-few-slashes @ refs'],
    [withRepo('refs: [["heads/main/x"]]'), 'ref-bad-prefix @ refs'],
    [withRepo('refs: [["/refs/"]]'), 'ref-bad-prefix @ refs'],
    [withRepo('refs: [["main"]]'), 'ref-bad-prefix @ refs', 'ref-too-few-slashes @ refs'],
    [withRepo('refs: [[""]]'), 'ref-bad-prefix @ refs', 'ref-too-few-slashes @ refs'],
    [withRepo('refs: [["Regexp:refs/heads/x"]]'), 'ref-bad-prefix @ refs'],
    [
      withRepo('refs: [ [["a/b/c"]], "refs/heads/b", [["refs/"]] ]'),
      'ref-bad-prefix @ refs',
      'ref-too-few-slashes @ refs',
    ],

    // Refs by regular expression.
    [withRepo('refs: "regexp:refs/heads/(a|b)" refs: "regexp:refs/heads/.+"')],
    [
      withRepo('refs: "regexp:[[^]]refs/heads/x"'),
      'ref-regexp-anchored @ refs / regexp:^refs/heads/x',
    ],
    [
      withRepo('refs: "regexp:refs/heads/x[[$]]"'),
      'ref-regexp-anchored @ refs / regexp:refs/heads/x$',
    ],
    [withRepo('refs: "regexp:[[^(((*$]]"'), 'ref-regexp-anchored @ refs / regexp:^(((*$'],
    [withRepo('refs: "regexp:(\\\\[[$]]"'), 'ref-regexp-anchored @ refs / regexp:(\\$'],
    [withRepo('refs: "regexp:refs/heads/[$]"')],
    [withRepo('refs: "regexp:refs/heads/a$b^"')],
    [withRepo('refs: "regexp:[[(]]"'), 'ref-regexp-invalid @ refs / regexp:('],
    [withRepo('refs: "regexp:a[[(?=]]b)"'), 'ref-regexp-invalid @ refs / regexp:a(?=b)'],
    [
      withRepo('refs: "regexp:refs/heads/[[\\377]]"'),
      'ref-regexp-invalid @ refs / regexp:refs/heads/\udcff',
    ],
    [withRepo('refs: "regexp:refs/heads/a|refs/heads/b" refs: "regexp:(refs/(heads/))a?"')],
    [
      withRepo('refs: "regexp:[[(refs/heads/a)|(refs/heads/b)]]"'),
      'ref-regexp-prefix-too-short @ refs / regexp:(refs/heads/a)|(refs/heads/b)',
      'ref-regexp-prefix-not-refs @ refs / regexp:(refs/heads/a)|(refs/heads/b)',
    ],
    // What stops at one ref goes on at the next.
    [
      withRepo('refs: "regexp:[[(]]" refs: "regexp:[[^]]" refs: [["a/b/c"]]'),
      'ref-regexp-invalid @ refs / regexp:(',
      'ref-regexp-anchored @ refs / regexp:^',
      'ref-bad-prefix @ refs',
    ],
    [withRepo('refs: "regexp:[[refs/.*]]"'), 'ref-regexp-prefix-too-short @ refs / regexp:refs/.*'],
    [
      withRepo('refs: "regexp:[[refs/heads/a|refs/tags/b]]"'),
      'ref-regexp-prefix-too-short @ refs / regexp:refs/heads/a|refs/tags/b',
    ],
    [withRepo('refs: "regexp:[[a/b/c]]"'), 'ref-regexp-prefix-not-refs @ refs / regexp:a/b/c'],
    [
      withRepo('refs: "regexp:[[(?i)refs/heads/x]]"'),
      'ref-regexp-prefix-too-short @ refs / regexp:(?i)refs/heads/x',
      'ref-regexp-prefix-not-refs @ refs / regexp:(?i)refs/heads/x',
    ],
    [
      withRepo('refs: "regexp:" "[[.*]]"'),
      'ref-regexp-prefix-too-short @ refs / regexp:.*',
      'ref-regexp-prefix-not-refs @ refs / regexp:.*',
    ],

    // Paths.
    [withRepo('path_regexps: "src/.+" path_regexps_exclude: "src/x" path_regexps: "a^b$c"')],
    [withRepo('path_regexps: [[""]]'), 'path-regexp-empty @ path_regexps ""'],
    [withRepo('path_regexps: "[[^]]a"'), 'path-regexp-anchored @ path_regexps "^a"'],
    [withRepo('path_regexps: "a[[$]]"'), 'path-regexp-anchored @ path_regexps "a$"'],
    [withRepo('path_regexps: "a[[(]]b"'), 'path-regexp-invalid @ path_regexps "a(b"'],
    // No rule hides another here.
    [
      withRepo('path_regexps: "[[^]][[(]]" path_regexps: "[[*]]"'),
      'path-regexp-anchored @ path_regexps "^("',
      'path-regexp-invalid @ path_regexps "^("',
      'path-regexp-invalid @ path_regexps "*"',
    ],
    [
      withRepo('path_regexps: "[[\\377]][[$]]" path_regexps_exclude: "x[[)]]"'),
      'path-regexp-anchored @ path_regexps "\\xff$"',
      'path-regexp-invalid @ path_regexps "\\xff$"',
      'path-regexp-invalid @ path_regexps_exclude "x)"',
    ],
    [withRepo('path_regexps: "[[^a$]]"'), 'path-regexp-anchored @ path_regexps "^a$"'],
    [withRepo("path_regexps: '\\\"\\t[[$]]'"), 'path-regexp-anchored @ path_regexps "\\"\\t$"'],
    [
      withRepo(
        'path_regexps: "x" path_regexps_exclude: [[""]] path_regexps_exclude: "[[^]]é\\001"',
      ),
      'path-regexp-empty @ path_regexps_exclude ""',
      'path-regexp-anchored @ path_regexps_exclude "^é\\x01"',
    ],
    [withRepo('[[path_regexps_exclude]]: ""'), 'path-exclude-without-include'],
    [
      withRepo('[[path_regexps_exclude]]: "^" path_regexps_exclude: "("'),
      'path-exclude-without-include',
    ],

    // All of it, in order.
    [
      poller('[[path_regexps_exclude]]: "^" refs: "regexp:[[^]]" refs: [["x"]] repo: [["r"]]'),
      'gitiles-repo-not-absolute @ repo',
      'ref-regexp-anchored @ refs / regexp:^',
      'ref-bad-prefix @ refs',
      'ref-too-few-slashes @ refs',
      'path-exclude-without-include',
    ],
  ];
  for (const [marked, ...expected] of table) {
    it(`${marked}: ${expected.join(', ') || 'fine'}`, () =>
      assertErrors(marked, expected, TASK_DEPTH));
  }

  it('says what to do', () => {
    const said = (fields: string) => messagesIn(withRepo(fields)).join('\n');
    assert.match(said('refs: "main"'), /"main" is not the full name of a ref.*"refs\/heads\/main"/);
    assert.match(said('refs: "regexp:^refs/heads/x$"'), /"\^" and "\$" are implied.*Remove them/);
    assert.match(said('refs: "regexp:refs/heads/x$"'), /^"\$" is implied.*Remove it/);
    assert.match(said('path_regexps: "a\\\\$"'), /Write "\[\$\]"/);
    assert.match(said('path_regexps: "a\\\\\\\\$"'), /Remove it/);
    assert.match(said('refs: "regexp:refs/.*"'), /it begins with "refs\/"/);
    assert.match(said('refs: "regexp:.*"'), /it begins with no literal text/);
    assert.match(said('path_regexps: "*.md"'), /If it is a glob, write "\.\+\\\\\.md"\.$/);
    assert.match(said('path_regexps: "docs/**"'), /If it is a glob, write "docs\/\.\+"\.$/);
    assert.match(
      said('path_regexps: "**/a?.{h,cc}"'),
      /write "\(\.\+\/\)\?a\[\^\/\]\\\\\.\(h\|cc\)"\.$/,
    );
    assert.doesNotMatch(said('path_regexps: "("'), /glob/);
  });
});

/** What the service would say. */
function messagesIn(text: string): string[] {
  return errorsIn(text).map(({ message }) => message);
}
