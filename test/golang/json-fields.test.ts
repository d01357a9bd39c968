// The fields of structs in JSON: their names as Go compares them.

import assert from 'node:assert/strict';
import { parseGoJson } from '../../src/golang/json.ts';
import { JsonFields } from '../../src/golang/json-fields.ts';

describe('the fields of a struct in JSON', () => {
  const fields = new JsonFields(['tasks', 'userData']);
  const found = (text: string) => fields.membersOf(parseGoJson(text) ?? null);

  const same = ['tasks', 'TASKS', 'Tasks', 'ta\\u017fk\u017f', 'tas\u212as', 'tas\\u212as'];
  for (const name of same) {
    it(`are known by ${name}`, () => {
      assert.deepEqual(found(`{"${name}":"x"}`), [{ field: 'tasks', value: 'x' }]);
    });
  }

  for (const name of ['task', 'tasks ', 'user_data', '', '\u00b5tasks', 't\u00e4sks']) {
    it(`are not known by ${JSON.stringify(name)}`, () => {
      assert.deepEqual(found(`{"${name}":"x"}`), []);
    });
  }

  it('are told in the order of the members, each as often as it is there', () => {
    assert.deepEqual(found('{"userdata":null,"x":[],"Tasks":"a","USERDATA":"b"}'), [
      { field: 'userData', value: null },
      { field: 'tasks', value: 'a' },
      { field: 'userData', value: 'b' },
    ]);
  });

  it('are none in null, and not to be had of what is no object', () => {
    assert.deepEqual(found('null'), []);
    for (const text of ['[]', '"tasks"', '5', 'true']) assert.equal(found(text), undefined);
  });
});
