// Codes of findings about a gitiles task.

import type { CodeTable } from '../../text/code-table.ts';

export const GITILES_CODES = {
  'gitiles-repo-missing': {
    severity: 'error',
    title: 'A gitiles task without a repository.',
    explanation: 'The task does not say which repository to poll.',
  },
  'gitiles-repo-invalid': {
    severity: 'error',
    title: 'A repository whose URL cannot be read.',
    explanation: '`repo` is not a URL.',
  },
  'gitiles-repo-not-absolute': {
    severity: 'error',
    title: 'A repository whose URL has no scheme.',
    explanation: 'A URL needs a scheme, `https://…`.',
  },
  'ref-bad-prefix': {
    severity: 'error',
    title: 'A ref that does not begin with refs/.',
    explanation: 'A ref begins with `refs/`.',
  },
  'ref-too-few-slashes': {
    severity: 'error',
    title: 'A ref with fewer than two slashes.',
    explanation: 'A ref has at least two slashes: `refs/heads/main`.',
  },
  'ref-regexp-anchored': {
    severity: 'error',
    title: 'A pattern for refs with anchors.',
    explanation: 'Patterns always match whole refs: write no `^` and no `$` around them.',
  },
  'ref-regexp-invalid': {
    severity: 'error',
    title: 'A pattern for refs that is not a regular expression.',
    explanation:
      'Not a regular expression in the syntax of RE2: no look-around, no back-references.',
  },
  'ref-regexp-prefix-too-short': {
    severity: 'error',
    title: 'A pattern for refs that begins with too little plain text.',
    explanation:
      'A pattern begins with plain text up to the second slash: `refs/heads/`. So no pattern can match both branches and tags; write two.',
  },
  'ref-regexp-prefix-not-refs': {
    severity: 'error',
    title: 'A pattern for refs that does not begin with refs/.',
    explanation: 'A pattern begins with `refs/`.',
  },
  'path-regexp-empty': {
    severity: 'error',
    title: 'An empty path filter.',
    explanation: 'An empty pattern matches no path.',
  },
  'path-regexp-anchored': {
    severity: 'error',
    title: 'A path filter with anchors.',
    explanation: 'Patterns always match whole paths: write no `^` and no `$` around them.',
  },
  'path-regexp-invalid': {
    severity: 'error',
    title: 'A path filter that is not a regular expression.',
    explanation: 'Not a regular expression in the syntax of RE2.',
  },
  'path-exclude-without-include': {
    severity: 'error',
    title: 'Paths to exclude, but none to include.',
    explanation:
      '`path_regexps_exclude` excludes some of the paths in `path_regexps`, which is empty.',
  },
  'lint-repo-not-gitiles': {
    severity: 'warning',
    title: 'A repository that the poller cannot read.',
    explanation:
      'The poller cannot read this repository: it needs `https`, a host in `.googlesource.com`, and no `+`, query or fragment.',
  },
  'lint-ref-impossible': {
    severity: 'warning',
    title: 'A ref that no repository can have.',
    explanation:
      "Git's rules for names of refs (`git help check-ref-format`) forbid it: white space, `\\ ~ ^ : ? * [`, `..`, `//`, `@{`, a part that begins with `.` or ends with `.lock`, a `/` or `.` at the end. The poller fails if it finds no ref. Patterns begin with `regexp:`.",
  },
  'lint-refs-unanchored': {
    severity: 'hint',
    title: 'Several patterns under one prefix, which the poller does not match with whole refs.',
    explanation:
      'The poller joins the patterns under one prefix into one, in which only the first is anchored to the start of the ref, and only the last to its end.',
  },
  'lint-regexp-unclosed-quote': {
    severity: 'warning',
    title: '`\\Q` without `\\E` in a pattern.',
    explanation: '`\\Q` without `\\E`: valid by itself, but not as the poller uses it.',
  },
  'lint-path-filter-glob': {
    severity: 'warning',
    title: 'A path filter that looks like a glob.',
    explanation:
      'Path filters are regular expressions: `docs/*` is `docs` with any number of slashes behind it. All that is below `docs` is `docs/.+`.',
  },
  'lint-path-filter-unreachable': {
    severity: 'warning',
    title: 'A path filter that has no effect.',
    explanation:
      'A path filter that is there twice, can match no path, is excluded entirely, or excludes nothing. No path ends with `/`, has `//` in it, or a part that is `.` or `..`.',
  },
} as const satisfies CodeTable;
