import assert from 'node:assert/strict';
import { generatedConfig } from './generated-config.ts';
import { timeQuestions, untimedMethods } from './questions.ts';

describe('the bench of questions', () => {
  it('leaves out none that the server answers', () => {
    assert.deepEqual(untimedMethods(), []);
  });

  it('has an answer to each after edits that break and move the text', async () => {
    for await (const { question, times, longest } of timeQuestions(generatedConfig(4000), 8)) {
      assert.equal(times.length, 8, question);
      assert.ok(times.every(Number.isFinite) && longest > 0, question);
    }
  });
});
