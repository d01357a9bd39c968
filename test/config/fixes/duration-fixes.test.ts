import assert from 'node:assert/strict';
import { withDocumentEdits } from '../../../src/config/fixes/document-edits.ts';
import { quickFixes } from '../../../src/config/fixes/quick-fixes.ts';
import { openLinted } from './open-linted.ts';

const policy = (timeout: string) =>
  `job { id: "a" realm: "ci" schedule: "0 1 * * *" noop {} triggering_policy { kind: NEWEST_FIRST ${timeout} } }\n`;
const fetch = (what: string) =>
  `job { id: "a" realm: "ci" schedule: "0 1 * * *" url_fetch { url: "https://x/" ${what} } }\n`;
const sleep = (what: string) =>
  `job { id: "a" realm: "ci" schedule: "0 1 * * *" noop { ${what} } }\n`;
const scheduled = (schedule: string) =>
  `job { id: "a" realm: "ci" schedule: "${schedule}" noop {} }\n`;

/** `choice`: somebody has to choose it. `more`: once the text says something, the service has something to say about that. */
type Row = readonly [before: string, after: string | undefined, kind?: 'choice' | 'more'];

/** What a field says before and after the first fix; undefined if there is none. */
const FIELDS: readonly (readonly [(what: string) => string, ...rows: Row[]])[] = [
  [
    policy,
    ['pending_timeout: "1d"', 'pending_timeout { seconds: 86400 }'],
    ['pending_timeout: "2 hours"', 'pending_timeout { seconds: 7200 }'],
    ["pending_timeout: '90 min'", 'pending_timeout { seconds: 5400 }'],
    ['pending_timeout: "PT1H"', 'pending_timeout { seconds: 3600 }'],
    ['pending_timeout: "1 day and 12 hours"', 'pending_timeout { seconds: 129600 }'],
    ['pending_timeout: "1.5s"', 'pending_timeout { seconds: 1 nanos: 500000000 }'],
    ['pending_timeout: "500ms"', 'pending_timeout { nanos: 500000000 }'],
    ['pending_timeout: 3600s', 'pending_timeout { seconds: 3600 }'],
    ['pending_timeout: 1h', 'pending_timeout { seconds: 3600 }'],
    ['pending_timeout: 2 hours', 'pending_timeout { seconds: 7200 }'],
    ['pending_timeout: 3600', 'pending_timeout { seconds: 3600 }', 'choice'],
    ['pending_timeout: "3600"', 'pending_timeout { seconds: 3600 }', 'choice'],
    ['pending_timeout: "-1h"', 'pending_timeout { seconds: -3600 }', 'more'],
    ['pending_timeout: "soon"', undefined],
    ['pending_timeout { seconds: "1h" }', 'pending_timeout { seconds: 3600 }'],
    ['pending_timeout { seconds: 1d }', 'pending_timeout { seconds: 86400 }'],
    ['pending_timeout { seconds: "2 hours" }', 'pending_timeout { seconds: 7200 }'],
    ['pending_timeout { seconds: 2 hours }', 'pending_timeout { seconds: 7200 }'],
    ['pending_timeout { seconds: 1.5 }', 'pending_timeout { seconds: 1 nanos: 500000000 }'],
    ['pending_timeout { seconds: "0.5s" }', 'pending_timeout { seconds: 0 nanos: 500000000 }'],
    ['pending_timeout { minutes: 5 }', 'pending_timeout { seconds: 300 }'],
    ['pending_timeout { hours: 2 }', 'pending_timeout { seconds: 7200 }'],
    ['pending_timeout: { days: 3 }', 'pending_timeout: { seconds: 259200 }'],
    ['pending_timeout { hours: 1 minutes: 30 }', 'pending_timeout { seconds: 5400 }'],
    ['pending_timeout { hours: 1, seconds: 30 }', 'pending_timeout { seconds: 3630 }'],
    ['pending_timeout { "5m" }', 'pending_timeout { seconds: 300 }'],
    ['pending_timeout { 5m }', 'pending_timeout { seconds: 300 }'],
  ],
  [
    fetch,
    ['timeout_sec: "2m"', 'timeout_sec: 120'],
    ['timeout_sec: "2 minutes"', 'timeout_sec: 120'],
    ['timeout_sec: 2 min', 'timeout_sec: 120'],
    ['timeout_sec: 30 s', 'timeout_sec: 30'],
    ['timeout_sec: "PT1M"', 'timeout_sec: 60'],
    ['timeout_sec: "0:01:30"', 'timeout_sec: 90'],
    ['timeout_sec: "60000 ms"', 'timeout_sec: 60'],
    ['timeout_sec: "1500ms"', 'timeout_sec: 2', 'choice'],
    ['timeout_sec: "30 foo"', 'timeout_sec: 30', 'choice'],
    ['timeout_sec: "1d"', 'timeout_sec: 86400', 'more'],
    ['timeout_sec: "2 hours"', 'timeout_sec: 7200', 'more'],
  ],
  [
    sleep,
    ['sleep_ms: "1s"', 'sleep_ms: 1000'],
    ['sleep_ms: "1.5 seconds"', 'sleep_ms: 1500'],
    ['sleep_ms: 500ms', 'sleep_ms: 500'],
    ['sleep_ms: 2 minutes', 'sleep_ms: 120000'],
    ['sleep_ms: "1d"', 'sleep_ms: 86400000'],
  ],
  [
    scheduled,
    ['with PT1H interval', 'with 1h interval'],
    ['with half an hour interval', 'with 30m interval'],
    ['with an hour interval', 'with 1h interval'],
    ['with 1,5h interval', 'with 1h30m interval'],
    ['with 01:30:00 interval', 'with 1h30m interval'],
    ['with 1 day 12 hours interval', 'with 36h interval'],
    ['every 1d12h', 'with 36h interval'],
  ],
];

describe('quick fixes of durations', () => {
  for (const [text, ...rows] of FIELDS) {
    for (const [before, after, kind] of rows) {
      it(`${before}: ${after ?? 'none'}`, () => {
        const document = openLinted(text(before));
        const [finding] = document.findings();
        assert.ok(finding, 'no finding');
        const [fix] = quickFixes(document, finding);
        const fixed = fix && withDocumentEdits(text(before), fix.edits);
        assert.equal(fixed, after === undefined ? undefined : text(after));
        if (fixed === undefined) return;
        assert.equal(fix?.isPreferred, kind !== 'choice');
        const left = openLinted(fixed).findings();
        assert.equal(left.length, kind === 'more' ? 1 : 0);
        assert.ok(left.every(({ code }) => code !== finding.code));
      });
    }
  }
});
