// What a launch of url_fetch asks for, step by step, over a Controller that only collects.

import assert from 'node:assert/strict';
import type { HttpClient, HttpRequest } from '../../../src/io/http.ts';
import { httpAnswer } from '../../../src/io/http-answer.ts';
import { errorKind } from '../../../src/task/task-error.ts';
import { createUrlFetchManager } from '../../../src/task/urlfetch/manager.ts';
import { virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { CollectingController } from '../../vectors/managers/collecting-controller.ts';

const URL = 'https://example.com/path';

/** A launch on a virtual clock; `answered` gives the response. */
function launching(
  task: { readonly url?: string; readonly method?: string },
  answered: (
    request: HttpRequest,
    sleep: (ms: number) => Promise<void>,
  ) => ReturnType<HttpClient['request']>,
) {
  const clock = virtualClock();
  const scopes: (readonly string[])[] = [];
  const ctl = new (class extends CollectingController<{
    readonly url: string;
    readonly method: string;
    readonly timeoutSec: number;
  }> {
    override async getClient(wanted: readonly string[] = ['not told']): Promise<HttpClient> {
      scopes.push(wanted);
      return { request: (request) => answered(request, (ms) => clock.sleep(ms)) };
    }
  })({ task: { url: URL, method: '', timeoutSec: 0, ...task } });
  const manager = createUrlFetchManager(virtualWorld(clock));
  const launch = () => clock.runUntil(manager.launchTask(ctl, new AbortController().signal));
  return { ctl, launch, scopes };
}

const ok = async () => httpAnswer(200, [], '');

describe('a launch of url_fetch', () => {
  for (const [method, sent] of [
    ['', 'GET'],
    ['GET', 'GET'],
    ['HEAD', 'HEAD'], // Not a valid task; but what is stored may be of another version.
  ] as const) {
    it(`sends ${sent} where the method is ${JSON.stringify(method)}, in nobody's name`, async () => {
      const requests: HttpRequest[] = [];
      const { ctl, launch, scopes } = launching({ method }, async (request) => {
        requests.push(request);
        return ok();
      });
      await launch();
      assert.deepEqual(requests, [{ method: sent, url: URL }]);
      assert.deepEqual(scopes, [[]]);
      assert.equal(ctl.log[0], `${sent} ${URL}`);
      assert.equal(ctl.state().status, 'SUCCEEDED');
    });
  }

  for (const url of ['http://[bad', 'http://srv.example.com/%zz', ':nope', '']) {
    it(`asks nothing about ${JSON.stringify(url)}, says why, and fails for good`, async () => {
      const { ctl, launch } = launching({ url }, () => assert.fail('it asks'));
      await assert.rejects(launch(), (error: unknown) => {
        assert.equal(errorKind(error), 'fatal');
        assert.equal(ctl.log.at(-1), (error as Error).message);
        return true;
      });
      assert.equal(ctl.log.length, 2);
      assert.deepEqual(ctl.saves, []);
      assert.equal(ctl.state().status, 'STARTING');
    });
  }

  it('says how it has ended and how long it took', async () => {
    const { ctl, launch } = launching({}, async (_request, sleep) => {
      await sleep(1500);
      return httpAnswer(500, [], '');
    });
    await launch();
    assert.equal(ctl.log[1], 'Finished with overall status FAILED in 1.5 s');
  });

  it('takes a body that cannot be read for an empty one', async () => {
    const { ctl, launch } = launching({}, async () => ({
      ...(await ok()),
      readBody: () => Promise.reject(new Error('the connection is broken')),
    }));
    await launch();
    assert.deepEqual(ctl.log.slice(2), ['200\n\n(the body is empty)']);
    assert.equal(ctl.state().status, 'SUCCEEDED');
  });

  it('goes to the URL of its task, of which the host may ask first', () => {
    const manager = createUrlFetchManager(virtualWorld(virtualClock()));
    assert.deepEqual(manager.destinations?.({ url: URL, method: '', timeoutSec: 0 }), [URL]);
  });
});
