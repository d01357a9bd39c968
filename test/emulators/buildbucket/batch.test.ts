import assert from 'node:assert/strict';
import type { BatchRequest } from '../../../src/schema/generated/messages.ts';
import { BATCH } from '../../../src/task/buildbucket/builds-service.ts';
import { EmulatorFixture, refusal, request } from './emulator-fixture.ts';

describe('Batch', () => {
  it('answers each of its requests, errors among them, in their order', async () => {
    const fixture = new EmulatorFixture();
    const { id } = await fixture.schedule();
    const batch: BatchRequest = {
      requests: [
        { getBuild: { id, buildNumber: 0 } },
        { getBuild: { id: 1n, buildNumber: 0 } },
        { scheduleBuild: request({ requestId: 'x' }) },
        { scheduleBuild: request({ requestId: 'a/b' }) },
        { scheduleBuild: request({ requestId: 'x' }) },
        { cancelBuild: { id, summaryMarkdown: 'enough' } },
        { searchBuilds: { pageSize: 0, pageToken: '' } },
        {},
      ],
    };
    const { responses } = await fixture.call(BATCH, batch);
    assert.equal(responses[0]?.getBuild?.id, id);
    assert.deepEqual(responses[1]?.error, { code: 5, message: 'there is no build 1', details: [] });
    assert.equal(responses[2]?.scheduleBuild?.status, 1);
    assert.equal(responses[3]?.error?.code, 3);
    assert.equal(responses[4]?.scheduleBuild?.id, responses[2]?.scheduleBuild?.id);
    assert.equal(responses[5]?.cancelBuild?.status, 68);
    assert.equal(responses[6]?.searchBuilds?.builds.length, 2);
    assert.equal(responses[7]?.error?.code, 3);
    assert.equal(responses.length, 8);
  });

  it('takes 200 requests at most, and none', async () => {
    const fixture = new EmulatorFixture();
    const requests = (count: number) =>
      Array.from({ length: count }, () => ({ getBuild: { id: 1n, buildNumber: 0 } }));
    assert.deepEqual((await fixture.call(BATCH, { requests: [] })).responses, []);
    assert.equal((await fixture.call(BATCH, { requests: requests(200) })).responses.length, 200);
    assert.equal((await refusal(fixture.call(BATCH, { requests: requests(201) })))[0], 3);
  });
});
