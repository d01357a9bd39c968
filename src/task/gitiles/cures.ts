// What would cure the findings about a gitiles task.

import { compileRegexp } from '../../golang/regexp/regexp.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';
import type { Cure, CureTable } from '../cure.ts';
import type { GITILES_CODES } from './codes.ts';
import { regexpIfGlob, regexpOfGlob } from './glob.ts';
import { refMeant } from './ref-lints.ts';

const PATTERN = 'regexp:';

export const GITILES_CURES: CureTable<keyof typeof GITILES_CODES, GitilesTask> = {
  'gitiles-repo-missing': () => [
    {
      kind: 'add',
      field: 'repo',
      value: 'https://chromium.googlesource.com/chromium/src',
      unsure: true,
    },
  ],
  'gitiles-repo-invalid': ({ value }) => [
    { kind: 'change', value: value.trim().replace(/\s/g, '') },
  ],
  'gitiles-repo-not-absolute': ({ value }) => [
    { kind: 'change', value: `https://${value.replace(/^[:/]+/, '')}` },
  ],
  'lint-repo-not-gitiles': ({ value }) => [{ kind: 'change', value: plainRepo(value) }],
  'ref-bad-prefix': ({ value }) => fullRef(value),
  'ref-too-few-slashes': ({ value }) => fullRef(value),
  'ref-regexp-anchored': ({ value }) => withoutAnchors(value),
  'ref-regexp-invalid': ({ value }) => validPattern(value),
  'ref-regexp-prefix-too-short': ({ value }) => longPrefix(value),
  'ref-regexp-prefix-not-refs': ({ value }) => longPrefix(value),
  'lint-ref-impossible': ({ value }) => {
    const meant = refMeant(value);
    return meant === undefined ? [] : [{ kind: 'change', value: meant }];
  },
  'lint-refs-unanchored': { noCure: 'one pattern for all of them would match less than they do' },
  'lint-regexp-unclosed-quote': ({ value }) => [{ kind: 'change', value: `${value}\\E` }],
  'path-regexp-empty': () => [{ kind: 'remove' }],
  'path-regexp-anchored': ({ value }) => withoutAnchors(value),
  'path-regexp-invalid': ({ value }) => {
    const meant = regexpIfGlob(value);
    return meant === undefined ? validPattern(value) : [{ kind: 'change', value: meant }];
  },
  'path-exclude-without-include': () => [{ kind: 'add', field: 'path_regexps', value: '.+' }],
  'lint-path-filter-glob': ({ value }) => [{ kind: 'change', value: regexpOfGlob(value) }],
  'lint-path-filter-unreachable': ({ task, field, value }) =>
    reachable(value, field === 'path_regexps' ? task.pathRegexps : task.pathRegexpsExclude),
};

/** What follows the repository's name names something in it, and nothing but `https` is polled. */
function plainRepo(repo: string): string {
  return repo
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, 'https://')
    .replace(/\/?\+.*$/s, '')
    .replace(/[?#].*$/s, '');
}

/** `main`, `heads/main`, `/refs/heads/main`, `origin/main`, `refs/main` */
function fullRef(ref: string): readonly Cure[] {
  const bare = ref.trim().replace(/^\/+/, '');
  const isPattern = /[*+?()[\]|\\]/.test(bare) && !/^[^*]*\*$/.test(bare);
  const name = bare.replace(/^refs\//, '').replace(/^origin\//, '');
  if (name === '') return [];
  const full = /^(?:heads|tags|branch-heads|changes|notes|remotes)\//.test(name)
    ? `refs/${name}`
    : `refs/heads/${name}`;
  const plain: Cure = { kind: 'change', value: full };
  return isPattern ? [{ kind: 'change', value: PATTERN + full }, plain] : [plain];
}

function withoutAnchors(value: string): readonly Cure[] {
  const prefix = value.startsWith(PATTERN) ? PATTERN : '';
  const pattern = value.slice(prefix.length);
  const escaped = /(?<=^|[^\\])(?:\\\\)*\\\$$/.test(pattern);
  const bare = escaped
    ? pattern.replace(/\\\$$/, '[$]')
    : pattern.replace(/^\^+/, '').replace(/\$+$/, '');
  return [{ kind: 'change', value: prefix + bare }];
}

/** Brackets that nothing closes or opens, look-around that nobody needs, a repetition of a repetition. */
function validPattern(value: string): readonly Cure[] {
  const prefix = value.startsWith(PATTERN) ? PATTERN : '';
  const pattern = value.slice(prefix.length);
  const attempts = [
    regexpIfGlob(pattern) ?? pattern,
    `${pattern})`,
    pattern.replace(/\)$/, ''),
    `${pattern}]`,
    pattern.replace(/\\$/, ''),
    pattern.replace(/(?<=[*+?])[*+]/g, ''),
  ];
  const found = attempts.find((attempt) => attempt !== pattern && compileRegexp(attempt).ok);
  return found === undefined ? [] : [{ kind: 'change', value: prefix + found, unsure: true }];
}

/** A pattern of branches where nothing says of what. */
function longPrefix(value: string): readonly Cure[] {
  const pattern = value.slice(PATTERN.length);
  if (pattern.startsWith(PATTERN)) return [{ kind: 'change', value: pattern }];
  const bare = pattern.replace(/^\/+/, '');
  const name = bare.replace(/^refs\//, '');
  if (/^(?:heads|tags|branch-heads|changes)\//.test(name)) {
    // A glob behind the last slash, which a regular expression repeats, or leaves out.
    const whole = `refs/${name.replace(/\/\*+$/, '/.+')}`;
    return [{ kind: 'change', value: PATTERN + whole }];
  }
  return [
    { kind: 'change', value: `${PATTERN}refs/heads/${name}`, unsure: true },
    { kind: 'change', value: `${PATTERN}refs/tags/${name}`, unsure: true },
  ];
}

/** @param others those of the same field, the one itself among them */
function reachable(value: string, others: readonly string[]): readonly Cure[] {
  const isTwice = others.filter((other) => other === value).length > 1;
  if (isTwice) return [{ kind: 'remove' }];
  const bare = value
    .replace(/^(?:\\?\.)?\/+/, '')
    .replace(/(?<!:)\/{2,}/g, '/')
    .replace(/^\.\//, '');
  const below = /^[^*+?()[\]|\\]*\/$/.test(bare) ? `${bare}.+` : bare.replace(/\/+$/, '');
  return [
    ...(value === '.' ? [{ kind: 'change', value: '.+' } as const] : []),
    { kind: 'change', value: bare },
    { kind: 'change', value: below },
    { kind: 'remove', unsure: true },
  ];
}
