import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notificationToken } from '../../../src/task/buildbucket/notification-token.ts';

describe('the token of a message about a build', () => {
  const bodies: readonly (readonly [body: string, token: string])[] = [
    ['{"userData":"dG9r"}', 'tok'],
    ['{"user_data":"old"}', 'old'],
    ['{"user_data":"old","userData":"dG9r"}', 'tok'],
    ['{"userData":"dG9r","user_data":"old"}', 'tok'],
    ['{"userData":"","user_data":"old"}', ''],
    ['{"userData":null,"user_data":"old"}', 'old'],
    ['{"userData":"dG9r","userData":null,"user_data":"old"}', 'old'],
    ['{"USERDATA":"dG9r"}', 'tok'],
    ['{"userdata":"eA==","UserData":"dG9r"}', 'tok'],
    ['{"USER_DATA":"old"}', 'old'],
    ['{"u\\u017ferData":"dG9r"}', 'tok'], // Go takes the long s for an s.
    ['{"userData":"dG\\n9r"}', 'tok'],
    ['{"userData":[116,111,107]}', 'tok'],
    ['{"userData":[116,null,107]}', 't\0k'],
    ['{"userData":[120,111],"userData":[116,null,107]}', 'tok'], // Null leaves what was there.
    ['{"userData":"eG8=","userData":[116,null,107]}', 'tok'],
    ['{"userData":[256]}', ''],
    ['{"userData":[116.0]}', ''],
    ['{"userData":[1e1]}', ''],
    ['{"userData":[-0]}', ''],
    ['{"userData":"eB=="}', 'x'], // Bits behind the last byte do not matter.
    ['{"user_data":"\\ud800"}', '\ufffd'],
    ['\ufeff{"userData":"dG9r"}', ''],
    ['{"userData":"dG9r"} x', ''],
    ['{"userData":"dG9r","user_data":5}', ''],
    ['{"userData":5,"userData":"dG9r"}', ''],
    ['{"userData":"dG9r="}', ''],
    ['{"userData":"-_8="}', ''],
    ['{"buildPubsub":{"userData":"dG9r"}}', ''],
    ['{"buildPubsub":{"build":{"id":"1"}},"userData":"dG9r"}', 'tok'],
    ['null', ''],
    ['[{"userData":"dG9r"}]', ''],
    ['{"userData":"dG9r"', ''],
    ['', ''],
  ];
  for (const [body, token] of bodies) {
    it(`${body}: ${JSON.stringify(token)}`, () => {
      const data = Buffer.from(body).toString('base64');
      assert.equal(notificationToken({ messageId: '', data, attributes: {} }), token);
    });
  }

  it('is found behind anything that JSON can say, however long', () => {
    const token = (before: string) => {
      const data = Buffer.from(`{"a":${before},"userData":"dG9r"}`).toString('base64');
      return notificationToken({ messageId: '', data, attributes: {} });
    };
    fc.assert(fc.property(fc.json({ stringUnit: 'binary' }), (json) => token(json) === 'tok'));
    assert.equal(token(`"${'x'.repeat(1 << 24)}"`), 'tok');
    assert.equal(token(`"${'\\\\'.repeat(1 << 20)}"`), 'tok');
    // With the object around them, as deep as Go reads.
    assert.equal(token(`${'['.repeat(9999)}${']'.repeat(9999)}`), 'tok');
    assert.equal(token(`${'['.repeat(10_000)}${']'.repeat(10_000)}`), '');
  });

  it('is none of a message of any other kind, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        for (const data of [text, Buffer.from(bytes).toString('base64')]) {
          assert.equal(notificationToken({ messageId: '', data, attributes: {} }), '');
        }
      }),
    );
  });

  it('keeps bytes that are not UTF-8', () => {
    const data = Buffer.from('{"userData":"gP8="}').toString('base64');
    const token = notificationToken({ messageId: '', data, attributes: {} });
    assert.equal(token, '\udc80\udcff');
  });

  const data = Buffer.from('{"userData":"dG9r"}').toString('base64');
  const attributes: readonly (readonly [attributes: Record<string, string>, token: string])[] = [
    [{ auth_token: 'a' }, 'a'],
    [{ auth_token: '' }, 'tok'],
    [{ AUTH_TOKEN: 'a' }, 'tok'],
    [{ other: 'a' }, 'tok'],
  ];
  for (const [given, token] of attributes) {
    it(`with attributes ${JSON.stringify(given)}: ${token}`, () => {
      assert.equal(notificationToken({ messageId: '', data, attributes: given }), token);
    });
  }

  it('is looked for in base64 with padding alone', () => {
    const token = (text: string) =>
      notificationToken({ messageId: '', data: text, attributes: {} });
    assert.equal(token(data.replace('=', '')), data.endsWith('=') ? '' : 'tok');
    assert.equal(token(`${data.slice(0, 8)}\r\n${data.slice(8)}`), 'tok');
    assert.equal(token('%%%'), '');
  });
});
