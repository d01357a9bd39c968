import assert from 'node:assert/strict';
import type { UrlFetchTask } from '../../../src/schema/generated/messages.ts';
import { validateUrlFetchTask } from '../../../src/task/urlfetch/validation.ts';
import type { Location } from '../../../src/task/validation-context.ts';

interface Reported {
  readonly code: string;
  readonly message: string;
  readonly at: Location | readonly (string | number)[] | undefined;
}

function validate(task: Partial<UrlFetchTask>): Reported[] {
  const reported: Reported[] = [];
  validateUrlFetchTask(
    {
      enter: () => assert.fail('these rules add nothing to the path'),
      exit: () => assert.fail('these rules add nothing to the path'),
      error: (code, message, at) => reported.push({ code, message, at }),
    },
    { method: '', url: 'https://example.com/', timeoutSec: 0, ...task },
  );
  return reported;
}

function fieldOf({ at }: Reported): string {
  const field = at === undefined ? [] : 'field' in at ? at.field : at;
  return field.join('.');
}

describe('url_fetch validation (validation.md 3.6.2)', () => {
  const rows: [Partial<UrlFetchTask>, ...codes: string[]][] = [
    [{}],
    [{ method: 'GET', timeoutSec: 1 }],
    [{ timeoutSec: 480 }],
    [{ method: 'get' }, 'url-fetch-method-unsupported method'],
    [{ method: 'POST' }, 'url-fetch-method-unsupported method'],
    [{ method: ' GET' }, 'url-fetch-method-unsupported method'],
    [{ url: '' }, 'url-fetch-url-missing url'],
    [{ url: 'https://exa mple.com/' }, 'url-fetch-url-invalid url'],
    [{ url: ':' }, 'url-fetch-url-invalid url'],
    [{ url: 'example.com/x' }, 'url-fetch-url-not-absolute url'],
    [{ url: '//example.com/x' }, 'url-fetch-url-not-absolute url'],
    [{ url: '/x' }, 'url-fetch-url-not-absolute url'],
    [{ url: '?' }, 'url-fetch-url-not-absolute url'],
    [{ url: 'mailto:x' }],
    [{ url: 'a:' }],
    [{ url: 'ftp://' }],
    [{ timeoutSec: -1 }, 'url-fetch-timeout-too-small timeout_sec'],
    [{ timeoutSec: -(2 ** 31) }, 'url-fetch-timeout-too-small timeout_sec'],
    [{ timeoutSec: 481 }, 'url-fetch-timeout-too-large timeout_sec'],
    [
      { method: 'PUT', url: '', timeoutSec: 1000 },
      'url-fetch-method-unsupported method',
      'url-fetch-url-missing url',
      'url-fetch-timeout-too-large timeout_sec',
    ],
    [
      { method: 'PUT', url: 'x', timeoutSec: -5 },
      'url-fetch-method-unsupported method',
      'url-fetch-url-not-absolute url',
      'url-fetch-timeout-too-small timeout_sec',
    ],
  ];
  for (const [task, ...expected] of rows) {
    it(`${JSON.stringify(task)}: ${expected.join(', ') || 'fine'}`, () => {
      assert.deepEqual(
        validate(task).map((reported) => `${reported.code} ${fieldOf(reported)}`),
        expected,
      );
    });
  }

  it('says what is wrong and what to do', () => {
    const said = (task: Partial<UrlFetchTask>) => validate(task)[0]?.message ?? '';
    assert.match(said({ method: 'POST' }), /"POST" is not supported.*leave `method` out/);
    assert.match(said({ url: 'a b:c' }), /"a b:c" is not a URL: /);
    assert.match(said({ url: 'example.com' }), /Begin it with "https:\/\/"/);
    assert.match(said({ timeoutSec: 500 }), /500 s is too long.*480 s/);
  });
});
