// Configs of first-time users that were answered badly once, as files: bytes and all, through the command line.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { luciJobs } from '../cli/cli-in-process.ts';

// Each row: a file of this folder, and of each finding its place and code.
const INPUTS: [file: string, ...findings: string[]][] = [
  ['01-schedule-bare-duration.cfg', '4:14 schedule-invalid'],
  [
    '06b-step-once.cfg',
    '1:41 lint-cron-step-once',
    '2:39 lint-cron-step-once',
    '3:39 lint-cron-step-once',
    '4:47 lint-cron-step-once',
    '5:41 lint-cron-step-once',
    '6:43 lint-cron-step-once',
  ],
  ['07-glob-ref.cfg', '6:22 lint-ref-impossible'],
  [
    '07b-refs-that-cannot-exist.cfg',
    '2:105 lint-ref-impossible',
    '3:106 lint-ref-impossible',
    '4:107 lint-ref-impossible',
    '5:115 lint-ref-impossible',
    '6:106 lint-ref-impossible',
    '7:107 lint-ref-impossible',
    '8:106 lint-ref-impossible',
    '9:107 lint-ref-impossible',
    '10:110 lint-ref-impossible',
    '11:105 lint-ref-impossible',
    '12:100 lint-ref-impossible',
    '13:108 lint-ref-impossible',
    '14:108 lint-ref-impossible',
    '15:107 lint-ref-impossible',
    '16:108 lint-ref-impossible',
    '17:108 lint-ref-impossible',
    '18:111 lint-ref-impossible',
    '19:95 lint-ref-impossible',
    '20:95 lint-ref-impossible',
    '21:95 lint-ref-impossible',
    '22:95 lint-ref-impossible',
    '23:95 lint-ref-impossible',
  ],
  [
    '13-copy-pasted-builder.cfg',
    '1:11 lint-job-never-triggered',
    '1:96 lint-job-copied',
    '2:11 lint-job-never-triggered',
    '2:96 lint-job-copied',
    '3:11 lint-job-never-triggered',
    '3:94 lint-job-copied',
  ],
  ['16-repository-for-repo.cfg', '1:43 textproto-unknown-field'],
  ['18-year-star-documented-form.cfg'],
  [
    '25-star-minute.cfg',
    '1:39 lint-cron-every-minute',
    '2:39 lint-cron-every-minute',
    '3:39 lint-cron-every-minute',
  ],
  ['27-bom.cfg', '1:1 textproto-unexpected-byte', '1:12 lint-job-never-triggered'],
  ['27b-utf16.cfg', '1:1 textproto-unexpected-byte'],
  ['27c-latin1.cfg', '3:3 textproto-unexpected-byte'],
  ['28-nbsp.cfg', '3:1 textproto-unexpected-byte'],
  ['28b-zwsp.cfg', '3:1 textproto-unexpected-byte'],
  [
    '43-quartz.cfg',
    '2:43 schedule-invalid',
    '1:50 lint-cron-year-field',
    '3:38 lint-schedule-never',
  ],
  [
    '44-merge-conflict.cfg',
    '5:1 textproto-conflict-marker',
    '2:7 lint-job-never-triggered',
    '6:11 lint-job-never-triggered',
  ],
  [
    '46-acl-set-triggerer.cfg',
    '1:1 lint-deprecated-field',
    '5:15 lint-deprecated-field',
    '6:15 lint-deprecated-field',
    '7:11 lint-job-never-triggered',
    '7:15 lint-deprecated-field',
    '8:11 lint-job-never-triggered',
  ],
  ['48-explicit-triggered.cfg', '1:42 lint-job-never-triggered'],
  ['51-prose-line-in-config.cfg', '3:1 textproto-unknown-field', '1:11 lint-job-never-triggered'],
];

interface Row {
  readonly file: string;
  readonly code: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

describe('inputs of first-time users', () => {
  let found: readonly Row[] = [];
  before(async () => {
    const files = INPUTS.map(([file]) => file);
    const { stdout } = await luciJobs(['validate', '--format', 'json', '--hints', ...files], {
      cwd: import.meta.dirname,
    });
    found = JSON.parse(stdout);
  });

  for (const [input, ...findings] of INPUTS) {
    it(`${input} gets the right answer`, () => {
      assert.deepEqual(
        found
          .filter(({ file }) => file === input)
          .map(({ code, range: { start } }) => `${start.line + 1}:${start.character + 1} ${code}`),
        findings,
      );
    });
  }

  it('are all here', () => {
    const files = fs.readdirSync(import.meta.dirname).filter((file) => file.endsWith('.cfg'));
    assert.deepEqual(files.sort(), INPUTS.map(([file]) => file).sort());
  });
});
