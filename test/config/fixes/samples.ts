// A small config for each finding that has a fix, and what it is after the first of them.

export interface FixSample {
  readonly code: string;
  readonly before: string;
  /** Of the first fix. */
  readonly title: string;
  readonly after: string;
  /** It has to be chosen. */
  readonly isChoice?: true;
}

const JOB = 'job { id: "a" realm: "ci" schedule: "0 1 * * *" noop {} }\n';
const REPO = 'repo: "https://x.googlesource.com/p"';

type Row = readonly [code: string, before: string, title: string, after: string, choice?: 'choice'];

const braces = (what: string) => (what === '' ? '{ }' : `{ ${what} }`);
/** A job that is fine but for what is in `what`. */
const job = (what: string) => `job { id: "a" realm: "ci" schedule: "0 1 * * *" ${what} }\n`;
const build = (what: string) =>
  `job { id: "a" realm: "ci" schedule: "0 1 * * *" buildbucket { ${what} } }\n`;
const fetch = (what: string) =>
  `job { id: "a" realm: "ci" schedule: "0 1 * * *" url_fetch ${braces(what)} }\n`;
const policy = (what: string) =>
  `job { id: "a" realm: "ci" schedule: "0 1 * * *" noop {} triggering_policy ${braces(what)} }\n`;
const scheduled = (schedule: string) =>
  `job { id: "a" realm: "ci" schedule: ${schedule} noop {} }\n`;
const trigger = (what: string) => `${JOB}trigger { id: "t" realm: "ci" ${what} }\n`;
const poll = (what: string) => trigger(`triggers: "a" gitiles { ${REPO} ${what} }`);
const BUILD = 'server: "h.com" builder: "b"';

const ROWS: readonly Row[] = [
  ['textproto-unexpected-byte', job('noop {} @'), 'Remove `@`', job('noop {}')],
  ['textproto-unexpected-byte', `job { id = "a" ${JOB.slice(14)}`, 'Change `=` to `:`', JOB],
  ['textproto-unexpected-byte', job('noop = {}'), 'Change `=` to `:`', job('noop: {}')],
  ['textproto-unexpected-byte', JOB.replace('id:', 'id：'), 'Change `：` to `:`', JOB],
  ['textproto-unexpected-byte', JOB.replace('id', 'іd'), 'Change `і` to `i`', JOB],
  [
    'textproto-unexpected-byte',
    JOB.replace('noop', '\u00a0noop'),
    'Put a space in place of what cannot be seen',
    JOB.replace('noop', ' noop'),
  ],
  [
    'textproto-unexpected-byte',
    JOB.replace('noop', '\u200bnoop'),
    'Remove what cannot be seen',
    JOB,
  ],
  ['textproto-unexpected-byte', JOB.replace('"ci"', '“ci”'), 'Write `"ci"`', JOB],
  ['textproto-unmatched-quote', JOB.replace('"ci"', '"ci'), 'Write `"ci"`', JOB],
  [
    'textproto-unmatched-quote',
    'job {\n  schedule: "0 1 * * *"\n  noop {}\n  id: "a\n}\n',
    'Close the string with `"`',
    'job {\n  schedule: "0 1 * * *"\n  noop {}\n  id: "a"\n}\n',
  ],
  ['textproto-missing-quote', JOB.replace('"ci"', 'ci"'), 'Write `"ci"`', JOB],
  [
    'textproto-bad-escape',
    poll('refs: "regexp:refs/heads/\\d+"'),
    'Write the backslash twice: `\\\\d`',
    poll('refs: "regexp:refs/heads/\\\\d+"'),
  ],
  ['textproto-unknown-field', JOB.replace('realm', 'raelm'), 'Change `raelm` to `realm`', JOB],
  ['textproto-unknown-field', JOB.replace('schedule', 'cron'), 'Change `cron` to `schedule`', JOB],
  [
    'textproto-unknown-field',
    policy('maxBatchSize: 5'),
    'Change `maxBatchSize` to `max_batch_size`',
    policy('max_batch_size: 5'),
  ],
  [
    'textproto-unknown-field',
    `// nightly\n${JOB}`,
    'Write the comment with `#`',
    `# nightly\n${JOB}`,
  ],
  [
    'textproto-unknown-field',
    `Jobs of the night\n${JOB}`,
    'Make this line a comment',
    `# Jobs of the night\n${JOB}`,
  ],
  [
    'textproto-unknown-field',
    `/*\njob { id: "x" }\n*/\n${JOB}`,
    'Write the comment with `#`',
    `#\n# job { id: "x" }\n\n${JOB}`,
  ],
  [
    'textproto-missing-brace',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {\n}\n',
    'Add `}`',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {\n  }\n}\n',
  ],
  [
    'textproto-missing-brace',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {}\n',
    'Add `}`',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {}\n}\n',
  ],
  [
    'textproto-missing-brace',
    'job\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {}\n}\n',
    'Add `{`',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {}\n}\n',
  ],
  ['textproto-surplus-brace', `${JOB}}\n`, 'Remove this `}`', JOB],
  ['textproto-mismatched-brace', job('noop {>'), 'Change `>` to `}`', job('noop {}')],
  ['textproto-field-repeated', job('noop {} realm: "ci"'), 'Remove this `realm`', job('noop {}')],
  [
    'textproto-field-repeated',
    job('noop {} realm: "try"'),
    'Remove this `realm`',
    job('noop {}'),
    'choice',
  ],
  ['textproto-missing-colon', JOB.replace('id:', 'id'), 'Add `:`', JOB],
  ['textproto-expected-message', job('noop: true'), 'Change `true` to `{}`', job('noop {}')],
  [
    'textproto-missing-brace',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop\n}\n',
    'Add `{}`',
    'job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {}\n}\n',
  ],
  [
    'textproto-expected-message',
    job('noop {} triggering_policy: NEWEST_FIRST'),
    'Change `NEWEST_FIRST` to `{ kind: NEWEST_FIRST }`',
    job('noop {} triggering_policy { kind: NEWEST_FIRST }'),
  ],
  [
    'textproto-expected-message',
    policy('kind: NEWEST_FIRST pending_timeout: "10m"'),
    'Change `"10m"` to `{ seconds: 600 }`',
    policy('kind: NEWEST_FIRST pending_timeout { seconds: 600 }'),
  ],
  [
    'textproto-missing-comma',
    `job: [{ id: "a" schedule: "0 1 * * *" noop {} } { id: "b" schedule: "0 2 * * *" noop {} }]\n`,
    'Add `,`',
    `job: [{ id: "a" schedule: "0 1 * * *" noop {} }, { id: "b" schedule: "0 2 * * *" noop {} }]\n`,
  ],
  [
    'textproto-list-separator',
    poll('refs: ["refs/heads/a"; "refs/heads/b"]'),
    'Change `;` to `,`',
    poll('refs: ["refs/heads/a", "refs/heads/b"]'),
  ],
  [
    'textproto-list-separator',
    poll('refs: "refs/heads/a", "refs/heads/b"'),
    'Put brackets around the values',
    poll('refs: ["refs/heads/a", "refs/heads/b"]'),
  ],
  [
    'textproto-list-separator',
    poll('refs: ["refs/heads/a", "refs/heads/b"'),
    'Add `]`',
    poll('refs: ["refs/heads/a", "refs/heads/b"]'),
  ],
  ['textproto-bad-string', scheduled('0 1 * * *'), 'Write `"0 1 * * *"`', scheduled('"0 1 * * *"')],
  [
    'textproto-bad-string',
    scheduled('triggered').replace('}\n', '}\ntrigger { id: "t" triggers: "a" noop {} }\n'),
    'Put it in quotes: `"triggered"`',
    scheduled('"triggered"').replace('}\n', '}\ntrigger { id: "t" triggers: "a" noop {} }\n'),
  ],
  [
    'textproto-bad-string',
    scheduled('["0 1 * * *"]'),
    'Remove the brackets',
    scheduled('"0 1 * * *"'),
  ],
  [
    'textproto-bad-string',
    poll('refs: ["refs/heads/a",]'),
    'Remove the comma',
    poll('refs: ["refs/heads/a"]'),
  ],
  [
    'textproto-bad-int',
    fetch('url: "https://x/" timeout_sec: "30"'),
    'Change `"30"` to `30`',
    fetch('url: "https://x/" timeout_sec: 30'),
  ],
  [
    'textproto-bad-int',
    fetch('url: "https://x/" timeout_sec: 2m'),
    'Change `2m` to `120`',
    fetch('url: "https://x/" timeout_sec: 120'),
  ],
  [
    'textproto-bad-int',
    fetch('url: "https://x/" timeout_sec: 090'),
    'Change `090` to `90`',
    fetch('url: "https://x/" timeout_sec: 90'),
  ],
  [
    'textproto-bad-float',
    policy('kind: LOGARITHMIC_BATCHING log_base: "1.5"'),
    'Change `"1.5"` to `1.5`',
    policy('kind: LOGARITHMIC_BATCHING log_base: 1.5'),
  ],
  [
    'textproto-bad-bool',
    job('noop {} disabled: yes'),
    'Change `yes` to `true`',
    job('noop {} disabled: true'),
  ],
  [
    'textproto-bad-enum',
    policy('kind: newest_first'),
    'Change `newest_first` to `NEWEST_FIRST`',
    policy('kind: NEWEST_FIRST'),
  ],
  [
    'textproto-bad-enum',
    policy('kind: NEWEST'),
    'Change `NEWEST` to `NEWEST_FIRST`',
    policy('kind: NEWEST_FIRST'),
  ],
  [
    'textproto-bad-enum',
    policy('kind: "NEWEST_FIRST"'),
    'Change `"NEWEST_FIRST"` to `NEWEST_FIRST`',
    policy('kind: NEWEST_FIRST'),
  ],
  [
    'textproto-extension',
    job('noop {} [disabled]: false'),
    'Change `[disabled]` to `disabled`',
    job('noop {} disabled: false'),
  ],
  [
    'duplicate-id',
    `${JOB}job { id: "a" schedule: "0 2 * * *" noop {} }\n`,
    'Change the id to "a-2"',
    `${JOB}job { id: "a-2" schedule: "0 2 * * *" noop {} }\n`,
    'choice',
  ],
  [
    'job-id-missing',
    'job { schedule: "0 1 * * *" noop {} }\n',
    'Add the id "new-job"',
    'job { id: "new-job" schedule: "0 1 * * *" noop {} }\n',
    'choice',
  ],
  [
    'job-id-missing',
    `job {\n  schedule: "0 1 * * *"\n  realm: "ci"\n  buildbucket { ${BUILD} }\n}\n`,
    'Add the id "b"',
    `job {\n  id: "b"\n  schedule: "0 1 * * *"\n  realm: "ci"\n  buildbucket { ${BUILD} }\n}\n`,
    'choice',
  ],
  [
    'job-id-invalid',
    JOB.replace('"a"', '"a/b"'),
    'Change the id to "a-b"',
    JOB.replace('"a"', '"a-b"'),
  ],
  [
    'job-id-invalid',
    `${JOB.replace('"a"', '"a/b"')}trigger { id: "t" triggers: "a/b" noop {} }\n`,
    'Change the id to "a-b"',
    `${JOB.replace('"a"', '"a-b"')}trigger { id: "t" triggers: "a-b" noop {} }\n`,
  ],
  ['realm-invalid', JOB.replace('"ci"', '"CI"'), 'Change the realm to "ci"', JOB],
  ['realm-invalid', JOB.replace('"ci"', '"proj:ci"'), 'Change the realm to "ci"', JOB],
  [
    'schedule-invalid',
    scheduled('"every 5 minutes"'),
    'Change the schedule to "with 5m interval"',
    scheduled('"with 5m interval"'),
  ],
  [
    'schedule-invalid',
    scheduled('"0 3 * *"'),
    'Change the schedule to "0 3 * * *"',
    scheduled('"0 3 * * *"'),
    'choice',
  ],
  [
    'trigger-unknown-job',
    `${job('noop {}').replace('"a"', '"nightly"')}trigger { id: "t" triggers: "nigthly" noop {} }\n`,
    'Change "nigthly" to "nightly"',
    `${job('noop {}').replace('"a"', '"nightly"')}trigger { id: "t" triggers: "nightly" noop {} }\n`,
  ],
  [
    'trigger-unknown-job',
    trigger('triggers: ["a", "zzzzzz"] noop {}'),
    'Remove "zzzzzz"',
    trigger('triggers: ["a"] noop {}'),
    'choice',
  ],
  [
    'trigger-missing-comma',
    `${JOB}job { id: "b" schedule: "0 2 * * *" noop {} }\ntrigger { id: "t" triggers: ["a" "b"] noop {} }\n`,
    'Add `,`',
    `${JOB}job { id: "b" schedule: "0 2 * * *" noop {} }\ntrigger { id: "t" triggers: ["a", "b"] noop {} }\n`,
  ],
  [
    'task-missing',
    'job { id: "a" schedule: "0 1 * * *" }\n',
    'Add `noop {}`',
    'job { id: "a" schedule: "0 1 * * *" noop {} }\n',
    'choice',
  ],
  [
    'task-multiple',
    job('noop {} url_fetch { url: "https://x/" }'),
    'Keep `noop` alone',
    job('noop {}'),
    'choice',
  ],
  [
    'policy-kind-unknown',
    policy('kind: 9'),
    'Set `kind: GREEDY_BATCHING`',
    policy('kind: GREEDY_BATCHING'),
    'choice',
  ],
  [
    'policy-max-concurrent-negative',
    policy('max_concurrent_invocations: -1'),
    'Remove `max_concurrent_invocations`',
    policy(''),
  ],
  [
    'policy-max-batch-negative',
    policy('max_batch_size: -1'),
    'Remove `max_batch_size`',
    policy(''),
  ],
  [
    'policy-pending-timeout-negative',
    policy('kind: NEWEST_FIRST pending_timeout { seconds: -1 }'),
    'Remove `pending_timeout`',
    policy('kind: NEWEST_FIRST'),
  ],
  [
    'policy-pending-timeout-not-applicable',
    policy('pending_timeout { seconds: 1 }'),
    'Remove `pending_timeout`',
    policy(''),
    'choice',
  ],
  [
    'policy-log-base-too-small',
    policy('kind: LOGARITHMIC_BATCHING'),
    'Set `log_base: 2`',
    policy('kind: LOGARITHMIC_BATCHING log_base: 2'),
    'choice',
  ],
  [
    'url-fetch-method-unsupported',
    fetch('url: "https://x/" method: "get"'),
    'Change "get" to "GET"',
    fetch('url: "https://x/" method: "GET"'),
  ],
  [
    'url-fetch-url-missing',
    fetch(''),
    'Add `url: "https://example.com/"`',
    fetch('url: "https://example.com/"'),
    'choice',
  ],
  [
    'url-fetch-url-invalid',
    fetch('url: " https://x/a%b"'),
    'Change " https://x/a%b" to "https://x/a%25b"',
    fetch('url: "https://x/a%25b"'),
  ],
  [
    'url-fetch-url-not-absolute',
    fetch('url: "x.com/a"'),
    'Change "x.com/a" to "https://x.com/a"',
    fetch('url: "https://x.com/a"'),
  ],
  [
    'url-fetch-timeout-too-small',
    fetch('url: "https://x/" timeout_sec: -5'),
    'Remove `timeout_sec`',
    fetch('url: "https://x/"'),
  ],
  [
    'url-fetch-timeout-too-large',
    fetch('url: "https://x/" timeout_sec: 600'),
    'Change `600` to `480`',
    fetch('url: "https://x/" timeout_sec: 480'),
  ],
  [
    'lint-url-not-http',
    fetch('url: "htp:/x"'),
    'Change "htp:/x" to "https://x"',
    fetch('url: "https://x"'),
  ],
  [
    'gitiles-repo-missing',
    trigger('triggers: "a" gitiles { refs: "refs/heads/main" }'),
    'Add `repo: "https://chromium.googlesource.com/chromium/src"`',
    trigger(
      'triggers: "a" gitiles { repo: "https://chromium.googlesource.com/chromium/src" refs: "refs/heads/main" }',
    ),
    'choice',
  ],
  [
    'gitiles-repo-invalid',
    trigger('triggers: "a" gitiles { repo: " https://x.googlesource.com/p" }'),
    'Change " https://x.googlesource.com/p" to "https://x.googlesource.com/p"',
    trigger(`triggers: "a" gitiles { ${REPO} }`),
  ],
  [
    'gitiles-repo-not-absolute',
    trigger('triggers: "a" gitiles { repo: "x.googlesource.com/p" }'),
    'Change "x.googlesource.com/p" to "https://x.googlesource.com/p"',
    trigger(`triggers: "a" gitiles { ${REPO} }`),
  ],
  [
    'lint-repo-not-gitiles',
    trigger('triggers: "a" gitiles { repo: "http://x.googlesource.com/p/+/main" }'),
    'Change "http://x.googlesource.com/p/+/main" to "https://x.googlesource.com/p"',
    trigger(`triggers: "a" gitiles { ${REPO} }`),
  ],
  [
    'ref-bad-prefix',
    poll('refs: "main"'),
    'Change "main" to "refs/heads/main"',
    poll('refs: "refs/heads/main"'),
  ],
  [
    'ref-too-few-slashes',
    poll('refs: "refs/main"'),
    'Change "refs/main" to "refs/heads/main"',
    poll('refs: "refs/heads/main"'),
  ],
  [
    'ref-regexp-anchored',
    poll('refs: "regexp:^refs/heads/x.*$"'),
    'Change "regexp:^refs/heads/x.*$" to "regexp:refs/heads/x.*"',
    poll('refs: "regexp:refs/heads/x.*"'),
  ],
  [
    'ref-regexp-invalid',
    poll('refs: "regexp:refs/heads/(a|b"'),
    'Change "regexp:refs/heads/(a|b" to "regexp:refs/heads/(a|b)"',
    poll('refs: "regexp:refs/heads/(a|b)"'),
    'choice',
  ],
  [
    'ref-regexp-prefix-too-short',
    poll('refs: "regexp:refs/heads/*"'),
    'Change "regexp:refs/heads/*" to "regexp:refs/heads/.+"',
    poll('refs: "regexp:refs/heads/.+"'),
  ],
  [
    'ref-regexp-prefix-too-short',
    poll('refs: "regexp:refs/.*-rel"'),
    'Change "regexp:refs/.*-rel" to "regexp:refs/heads/.*-rel"',
    poll('refs: "regexp:refs/heads/.*-rel"'),
    'choice',
  ],
  [
    'ref-regexp-prefix-not-refs',
    poll('refs: "regexp:heads/b/.*"'),
    'Change "regexp:heads/b/.*" to "regexp:refs/heads/b/.*"',
    poll('refs: "regexp:refs/heads/b/.*"'),
  ],
  [
    'lint-ref-impossible',
    poll('refs: "refs/heads/rel-*"'),
    'Change "refs/heads/rel-*" to "regexp:refs/heads/rel-[^/]*"',
    poll('refs: "regexp:refs/heads/rel-[^/]*"'),
  ],
  [
    'lint-regexp-unclosed-quote',
    poll('refs: "regexp:refs/heads/\\\\Qa.b"'),
    'Change "regexp:refs/heads/\\\\Qa.b" to "regexp:refs/heads/\\\\Qa.b\\\\E"',
    poll('refs: "regexp:refs/heads/\\\\Qa.b\\\\E"'),
  ],
  [
    'path-regexp-empty',
    poll('path_regexps: ["a/.+", ""]'),
    'Remove `""`',
    poll('path_regexps: ["a/.+"]'),
  ],
  [
    'path-regexp-anchored',
    poll('path_regexps: "^a/.+$"'),
    'Change "^a/.+$" to "a/.+"',
    poll('path_regexps: "a/.+"'),
  ],
  [
    'path-regexp-invalid',
    poll('path_regexps: "a/**"'),
    'Change "a/**" to "a/.+"',
    poll('path_regexps: "a/.+"'),
  ],
  [
    'path-exclude-without-include',
    poll('path_regexps_exclude: "a/.+"'),
    'Add `path_regexps: ".+"`',
    trigger(`triggers: "a" gitiles { path_regexps: ".+" ${REPO} path_regexps_exclude: "a/.+" }`),
  ],
  [
    'lint-path-filter-glob',
    poll('path_regexps: "docs/*"'),
    'Change "docs/*" to "docs/.+"',
    poll('path_regexps: "docs/.+"'),
  ],
  [
    'lint-path-filter-unreachable',
    poll('path_regexps: "src/"'),
    'Change "src/" to "src/.+"',
    poll('path_regexps: "src/.+"'),
  ],
  [
    'lint-path-filter-unreachable',
    poll('path_regexps: ["a/.+", "a/.+"]'),
    'Remove `"a/.+"`',
    poll('path_regexps: ["a/.+"]'),
  ],
  [
    'bb-server-missing',
    build('builder: "b"'),
    'Add `server: "cr-buildbucket.appspot.com"`',
    build('server: "cr-buildbucket.appspot.com" builder: "b"'),
  ],
  [
    'bb-server-is-url',
    build('server: "https://h.com/" builder: "b"'),
    'Change "https://h.com/" to "h.com"',
    build(BUILD),
  ],
  [
    'bb-server-invalid',
    build('server: "h.com/prpc" builder: "b"'),
    'Change "h.com/prpc" to "h.com"',
    build(BUILD),
  ],
  [
    'bb-bucket-required',
    build(BUILD).replace(' realm: "ci"', ''),
    'Add `bucket: "ci"`',
    build(`bucket: "ci" ${BUILD}`).replace(' realm: "ci"', ''),
    'choice',
  ],
  [
    'bb-bucket-legacy',
    build(`${BUILD} bucket: "luci.proj.try"`),
    'Change "luci.proj.try" to "try"',
    build(`${BUILD} bucket: "try"`),
  ],
  [
    'bb-bucket-legacy',
    build(`${BUILD} bucket: "luci.other.try"`),
    'Change "luci.other.try" to "other:try"',
    build(`${BUILD} bucket: "other:try"`),
  ],
  [
    'bb-bucket-legacy-malformed',
    build(`${BUILD} bucket: "luci.try"`),
    'Change "luci.try" to "try"',
    build(`${BUILD} bucket: "try"`),
    'choice',
  ],
  [
    'bb-builder-missing',
    build('server: "h.com"'),
    'Add `builder: "a"`',
    build('builder: "a" server: "h.com"'),
    'choice',
  ],
  [
    'bb-property-not-pair',
    build(`${BUILD} properties: "k=v"`),
    'Change "k=v" to "k:v"',
    build(`${BUILD} properties: "k:v"`),
  ],
  [
    'bb-tag-not-pair',
    build(`${BUILD} tags: "k=v"`),
    'Change "k=v" to "k:v"',
    build(`${BUILD} tags: "k:v"`),
  ],
  [
    'bb-tag-reserved',
    build(`${BUILD} tags: ["user_agent:x", "a:b"]`),
    'Remove `"user_agent:x"`',
    build(`${BUILD} tags: ["a:b"]`),
  ],
  [
    'lint-property-json',
    build(`${BUILD} properties: "k:{'a': True,}"`),
    `Change "k:{'a': True,}" to "k:{\\"a\\": true}"`,
    build(`${BUILD} properties: "k:{\\"a\\": true}"`),
  ],
  [
    'lint-cron-empty-range',
    scheduled('"0 17-9 * * *"'),
    'Change `17-9` to `17-23,0-9`',
    scheduled('"0 17-23,0-9 * * *"'),
    'choice',
  ],
  [
    'lint-cron-empty-range',
    scheduled('"0 1 * * 5-7"'),
    'Change `5-7` to `5-6,0`',
    scheduled('"0 1 * * 5-6,0"'),
  ],
  [
    'lint-cron-year-field',
    scheduled('"0 0 12 * * ?"'),
    'Change the schedule to "0 12 * * ?"',
    scheduled('"0 12 * * ?"'),
  ],
  [
    'lint-cron-step-once',
    scheduled('"0 14/12 * * *"'),
    'Change `14/12` to `2/12`',
    scheduled('"0 2/12 * * *"'),
    'choice',
  ],
  [
    'lint-cron-every-minute',
    scheduled('"* 13 * * *"'),
    'Change `*` to `0`',
    scheduled('"0 13 * * *"'),
  ],
  [
    'lint-cron-both-days',
    scheduled('"0 0 1-7 * 1"'),
    'Change the schedule to "0 0 * * 1#1"',
    scheduled('"0 0 * * 1#1"'),
  ],
  [
    'lint-cron-zero-padded',
    scheduled('"0 0 * 07 *"'),
    'Change `07` to `7`',
    scheduled('"0 0 * 7 *"'),
  ],
  [
    'lint-trigger-circle',
    `${JOB}trigger { id: "t" triggers: ["a", "t"] noop {} }\n`,
    'Remove "t"',
    `${JOB}trigger { id: "t" triggers: ["a"] noop {} }\n`,
    'choice',
  ],
  [
    'lint-unknown-code',
    `# lint-disable-file: lint-schedule-rarr\n${JOB}`,
    'Change `lint-schedule-rarr` to `lint-schedule-rare`',
    `# lint-disable-file: lint-schedule-rare\n${JOB}`,
  ],
  [
    'lint-trigger-disabled-job',
    `${JOB}job { id: "b" noop {} disabled: true }\ntrigger { id: "t" triggers: "a" triggers: "b" noop {} }\n`,
    'Remove "b"',
    `${JOB}job { id: "b" noop {} disabled: true }\ntrigger { id: "t" triggers: "a" noop {} }\n`,
    'choice',
  ],
  [
    'lint-trigger-repeated',
    trigger('triggers: ["a", "a"] noop {}'),
    'Remove "a"',
    trigger('triggers: ["a"] noop {}'),
  ],
  [
    'lint-strings-joined',
    poll('refs: ["refs/heads/a" "refs/heads/b"]'),
    'Add `,`',
    poll('refs: ["refs/heads/a", "refs/heads/b"]'),
  ],
  [
    'lint-deprecated-field',
    `job {\n  id: "a"\n  acl_sets: "x"\n  schedule: "0 1 * * *"\n  noop {}\n}\n`,
    'Remove `acl_sets`',
    `job {\n  id: "a"\n  schedule: "0 1 * * *"\n  noop {}\n}\n`,
  ],
  [
    'lint-log-base-nan',
    policy('kind: LOGARITHMIC_BATCHING log_base: nan'),
    'Set `log_base: 2`',
    policy('kind: LOGARITHMIC_BATCHING log_base: 2'),
    'choice',
  ],
];

export const FIX_SAMPLES: readonly FixSample[] = ROWS.map(
  ([code, before, title, after, choice]) => ({
    code,
    before,
    title,
    after,
    ...(choice && { isChoice: true }),
  }),
);
