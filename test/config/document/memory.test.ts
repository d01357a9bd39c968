import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

/** As `lucicfg` writes them. */
const PAIR = (n: number) => `job {
  id: "linux-release-${n}"
  realm: "ci"
  triggering_policy {
    kind: NEWEST_FIRST
    max_concurrent_invocations: 1
    pending_timeout {
      seconds: 604800
    }
  }
  buildbucket {
    server: "cr-buildbucket.appspot.com"
    bucket: "ci"
    builder: "linux-release-${n}"
  }
}
trigger {
  id: "branch-number-${n}"
  realm: "ci"
  triggers: "linux-release-${n}"
  gitiles {
    repo: "https://chromium.googlesource.com/some/project"
    refs: "regexp:refs/heads/branch-${n}"
  }
}
`;

/** Bytes of heap that what `make` returns keeps alive. */
function memory(make: () => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const held = make();
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  return held === undefined ? 0 : after - before;
}

describe('the memory of a config', () => {
  it('is a few times its text', () => {
    const text = Array.from({ length: 3000 }, (_, n) => PAIR(n)).join('');
    const open = () => {
      // A copy, so that the document's text is counted.
      const document = ProjectConfigDocument.open(Buffer.from(text).toString(), {
        project: 'p',
        registry: validationManagers(),
        lints: { off: new Set(), crowdedMinuteLimit: 20, now: () => 0 },
      });
      assert.deepEqual(document.findings(), []);
      return document;
    };
    // What the first look at anything keeps is not the document's.
    open();
    const perByte = memory(open) / text.length;
    assert.ok(perByte < 4, `${perByte} bytes for each byte of text`);
  }).timeout(180_000);
});
