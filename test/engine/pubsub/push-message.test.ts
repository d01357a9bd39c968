import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePush } from '../../../src/engine/pubsub/push-message.ts';

function parse(text: string) {
  return parsePush(Buffer.from(text, 'latin1'));
}

describe('the body of a push (engine.md B4)', () => {
  const accepted: [body: string, message: object][] = [
    [
      '{"message":{"data":"aGk=","attributes":{"auth_token":"t"},"messageId":"7"}}',
      { data: 'aGk=', attributes: { auth_token: 't' }, messageId: '7' },
    ],
    [
      ' {"subscription":"projects/x/subscriptions/y","deliveryAttempt":3,"message":{"message_id":"7","publishTime":"t"}} ',
      { data: '', attributes: {}, messageId: '' },
    ],
    ['{"message":{}}', { data: '', attributes: {}, messageId: '' }],
    ['{"message":{"messageId":"7"},"message":null}', { data: '', attributes: {}, messageId: '7' }],
    [
      '{"message":{"data":null,"attributes":null,"messageId":null}}',
      { data: '', attributes: {}, messageId: '' },
    ],
    ['{"message":{"attributes":{"a":null}}}', { data: '', attributes: { a: '' }, messageId: '' }],
    ['{"message":{"data":"no base64!"}}', { data: 'no base64!', attributes: {}, messageId: '' }],
    // Go's encoding/json knows keys in any case, and puts each of several over those before it.
    [
      '{"Message":{"DATA":"YQ==","messageid":"7","me\u017f\u017fageId":"8"}}'.replaceAll(
        '\u017f',
        '\xc5\xbf',
      ),
      { data: 'YQ==', attributes: {}, messageId: '8' },
    ],
    [
      '{"message":{"data":"YQ==","attributes":{"a":"1","b":"2"}},"message":{"data":null,"attributes":{"b":"3"}}}',
      { data: 'YQ==', attributes: { a: '1', b: '3' }, messageId: '' },
    ],
    [
      '{"message":{"attributes":{"a":"1"},"attributes":null,"attributes":{"A":"2"}}}',
      { data: '', attributes: { A: '2' }, messageId: '' },
    ],
    ['{"message":{"data":"\xff\\ud800"}}', { data: '\ufffd\ufffd', attributes: {}, messageId: '' }],
  ];
  for (const [body, message] of accepted) {
    it(body, () => assert.deepEqual(parse(body), { ok: true, message }));
  }

  const refused: [body: string, reason: string][] = [
    ['', 'is not JSON'],
    ['{', 'is not JSON'],
    ['message=1', 'is not JSON'],
    ['\xef\xbb\xbf{"message":{}}', 'is not JSON'],
    ['{"message":{}}x', 'is not JSON'],
    ['null', 'is not a JSON object'],
    ['[]', 'is not a JSON object'],
    ['"message"', 'is not a JSON object'],
    ['{}', 'has no message'],
    ['{"message":null}', 'has no message'],
    ['{"message":[]}', 'has no message'],
    ['{"message":{"data":1}}', 'has data that is not a string'],
    ['{"message":{"messageId":7}}', 'has a messageId that is not a string'],
    ['{"message":{"orderingKey":7}}', 'has an orderingKey that is not a string'],
    ['{"message":{"publishTime":7}}', 'has a publishTime that is not a string'],
    ['{"message":{"data":1},"message":{"data":""}}', 'has data that is not a string'],
    ['{"message":{"attributes":[]}}', 'has attributes that are not an object'],
    ['{"message":{"attributes":"a"}}', 'has attributes that are not an object'],
    ['{"message":{"attributes":{"a":"","b":{}}}}', 'has an attribute that is not a string'],
  ];
  for (const [body, reason] of refused) {
    it(`refuses ${JSON.stringify(body)}`, () => {
      assert.deepEqual(parse(body), { ok: false, reason: `The body of the push ${reason}.` });
    });
  }

  it('keeps an attribute by any name to itself', () => {
    const parsed = parse('{"message":{"attributes":{"__proto__":"a","constructor":"b"}}}');
    assert.ok(parsed.ok);
    assert.deepEqual(Object.entries(parsed.message.attributes), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('never throws', () => {
    const part = fc.constantFrom('message', 'data', 'attributes', 'messageId', 'x');
    const value = fc.jsonValue();
    const body = fc.oneof(
      fc.uint8Array(),
      fc.dictionary(part, fc.oneof(value, fc.dictionary(part, value))).map((object) => {
        return Buffer.from(JSON.stringify(object));
      }),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        assert.equal(typeof parsePush(bytes).ok, 'boolean');
      }),
    );
  });
});
