import assert from 'node:assert/strict';
import {
  type Call,
  callItems,
  incomingCalls,
  outgoingCalls,
} from '../../src/language/call-hierarchy.ts';
import { markedCursor, openMarked } from '../marked-text.ts';
import { withMarks } from './text-in.ts';

const CONFIG = `job { id: "a" noop {} }
trigger { id: "t" triggers: ["a", "b", "a", "x"] noop {} }
trigger { id: "u" triggers: "t" triggers: "u" noop {} }
job { id: "b" noop {} }
`;

const ITEMS: [marked: string, ...items: string[]][] = [
  ['job { id: "a|" }\njob { id: "a" }', 'job a', 'job a'],
  ['trigger { id: "t" triggers: "a|" }\njob { id: "a" }', 'job a'],
  ['trigger { id: "t" triggers: "a" | }\njob { id: "a" }', 'trigger t'],
  ['|job { id: "a" }', 'job a'],
  ['job { id: "a" } | job { id: "b" }'],
  ['job { noop {|} }'],
  ['trigger { id: "t" triggers: "nope|" }'],
];

describe('call hierarchy', () => {
  for (const [marked, ...items] of ITEMS) {
    it(`begins at ${JSON.stringify(marked)}`, () => {
      const { text, position } = markedCursor(marked);
      const found = callItems(openMarked(text).document, position);
      assert.deepEqual(
        found.map(({ kind, id }) => `${kind} ${id}`),
        items,
      );
    });
  }

  // Each row: an id; what calls it, each with the places in marks; what it calls.
  const CALLS: [id: string, incoming: string[], outgoing: string[]][] = [
    ['a', ['t: ["a"], "b", ["a"], "x"'], []],
    ['b', ['t: "a", ["b"], "a", "x"'], []],
    ['t', ['u: ["t"] triggers: "u"'], ['a: ["a"], "b", ["a"], "x"', 'b: "a", ["b"], "a", "x"']],
    ['u', ['u: "t" triggers: ["u"]'], ['t: ["t"] triggers: "u"', 'u: "t" triggers: ["u"]']],
    ['x', ['t: "a", "b", "a", ["x"]'], []],
    ['', [], []],
  ];
  for (const [id, incoming, outgoing] of CALLS) {
    it(`of ${JSON.stringify(id)}`, () => {
      const { document } = openMarked(CONFIG);
      const shown = ({ item, ranges }: Call) => {
        const line = withMarks(CONFIG, ranges).split('\n')[ranges[0]?.start.line ?? 0] ?? '';
        const list = /triggers: \[?(.*?)\]? noop/.exec(
          line.replaceAll(/\[\[(?=")/g, '<').replaceAll(']]', '>'),
        )?.[1];
        return `${item.id}: ${list?.replaceAll('<', '[').replaceAll('>', ']')}`;
      };
      assert.deepEqual(incomingCalls(document, id).map(shown), incoming);
      assert.deepEqual(outgoingCalls(document, id).map(shown), outgoing);
    });
  }
});
