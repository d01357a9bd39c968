import assert from 'node:assert/strict';
import {
  type DocumentOptions,
  ProjectConfigDocument,
} from '../../../src/config/document/project-config-document.ts';
import type { Range } from '../../../src/text/range.ts';
import { FATAL_TASK, faultyManagers, isFatalTask } from './faulty-manager.ts';

const GOOD = 'job { id: "a" noop {} }\njob { id: "b" noop {} }\njob { id: "c" url_fetch {} }\n';

function codes(document: ProjectConfigDocument): readonly string[] {
  return document.findings().map(({ code }) => code);
}

/** A mistake of ours, present while it is `on`. */
function fault() {
  const recoveries: unknown[] = [];
  const state = { on: false };
  const options: DocumentOptions = {
    project: 'p',
    registry: faultyManagers(() => state.on),
    onRecovery: (error) => recoveries.push(error),
  };
  return { state, options, recoveries };
}

function range(l1: number, c1: number, l2: number, c2: number): Range {
  return { start: { line: l1, character: c1 }, end: { line: l2, character: c2 } };
}

/** In place of the id of the first job. */
const ID = range(0, 11, 0, 12);

describe('a mistake of ours', () => {
  it('while an edit is analysed loses neither the edit nor those that follow', () => {
    const { state, options, recoveries } = fault();
    const document = ProjectConfigDocument.open(GOOD, options);
    state.on = true;
    document.edit(ID, 'first');
    document.edit(range(1, 0, 2, 0), '');
    state.on = false;
    document.edit(range(1, 10, 1, 11), '"late" #');
    const text = 'job { id: "first" noop {} }\njob { id: "late" #c" url_fetch {} }\n';
    assert.equal(document.text, text);
    assert.deepEqual(document.findings(), ProjectConfigDocument.open(text, options).findings());
    assert.equal(recoveries.length, 1);
    // And the analysis follows edits again.
    document.edit(range(0, 11, 0, 16), 'late');
    const edited = ProjectConfigDocument.open(text.replace('first', 'late'), options);
    assert.deepEqual(document.findings(), edited.findings());
    assert.deepEqual(document.entries(), edited.entries());
    assert.equal(recoveries.length, 1);
  });

  it('is told again to each who asks, until the text is another', () => {
    const options = { project: 'p', registry: faultyManagers(isFatalTask) };
    const document = ProjectConfigDocument.open(GOOD, options);
    assert.deepEqual(codes(document), ['url-fetch-url-missing']);
    document.edit(range(1, 14, 1, 21), FATAL_TASK);
    const text = GOOD.replace('"b" noop {}', `"b" ${FATAL_TASK}`);
    assert.equal(document.text, text);
    for (let i = 0; i < 2; i++) {
      assert.throws(() => document.findings(), RangeError);
      assert.throws(() => document.entries(), RangeError);
      assert.throws(() => document.definition('a'), RangeError);
      assert.equal(document.text, text);
    }
    document.edit(range(1, 14, 1, 14 + FATAL_TASK.length), '');
    assert.deepEqual(codes(document), ['task-missing', 'url-fetch-url-missing']);
  });

  it('in a text that is opened does not keep it from being edited', () => {
    const options = { project: 'p', registry: faultyManagers(isFatalTask) };
    const document = ProjectConfigDocument.open(`job { id: "a" ${FATAL_TASK} }`, options);
    assert.throws(() => document.findings(), RangeError);
    document.edit(range(0, 14, 0, 14 + FATAL_TASK.length), 'noop {}');
    assert.equal(document.text, 'job { id: "a" noop {} }');
    assert.deepEqual(codes(document), []);
  });

  it('in the answer to a question is made good by asking a fresh analysis', () => {
    const { options, recoveries } = fault();
    let failures = 0;
    const lints = {
      off: new Set<string>(),
      crowdedMinuteLimit: 1,
      now: () => {
        if (failures-- > 0) throw new RangeError('a mistake of ours');
        return 0;
      },
    };
    const document = ProjectConfigDocument.open(GOOD, { ...options, lints });
    const expected = document.findings();
    document.edit(ID, 'b');
    document.edit(range(0, 11, 0, 12), 'a');
    failures = 1;
    assert.deepEqual(document.findings(), expected);
    assert.equal(recoveries.length, 1);
  });
});
