import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseTarget, TARGET_WORDS, type Target, targetText } from '../../../host/hosts/target.ts';

const BASE = path.resolve('/base');
const folder = (...parts: string[]): Target => ({ kind: 'git', folder: path.join(...parts) });

const CASES: readonly [text: string, target: Target | undefined][] = [
  ['', undefined],
  [' ', undefined],
  [' network ', { kind: 'network', credentials: 'none' }],
  ['network+luci-auth', { kind: 'network', credentials: 'luci-auth' }],
  ['emulator', { kind: 'emulator' }],
  ['refuse', { kind: 'refuse' }],
  ['Network', folder(BASE, 'Network')],
  ['./network', folder(BASE, 'network')],
  ['.', folder(BASE)],
  ['..', folder(path.dirname(BASE))],
  [path.resolve('/x/y'), folder(path.resolve('/x/y'))],
  ['~', folder(homedir())],
  ['~/src', folder(homedir(), 'src')],
  ['~user/src', folder(BASE, '~user', 'src')],
];

describe('targets of the host table', () => {
  for (const [text, target] of CASES) {
    it(`"${text}": ${target ? targetText(target) : 'none'}`, () => {
      assert.deepEqual(parseTarget(text, BASE), target);
    });
  }

  it('are written as they are read', () => {
    for (const word of TARGET_WORDS) {
      const target = parseTarget(word, BASE);
      assert.ok(target);
      assert.equal(targetText(target), word);
    }
  });
});
