// Whatever is offered wherever: accepting it makes no error of the text format that there was not before.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../src/config/finding.ts';
import { completions } from '../../../src/language/completion/completions.ts';
import { plainText } from '../../../src/language/completion/insertion.ts';
import { lineStarts, offsetAt, positionAt } from '../../../src/text/lines.ts';
import { FRAGMENTS } from '../../config/document/config-fragments.ts';
import { errorsIn, openMarked } from '../../marked-text.ts';
import { acceptedIn } from './accept.ts';

const TEXTS = [
  `# a
job {
  id: "a"  # c
  realm: 'ci'
  schedule: "0 3 * * mon"
  disabled: true
  triggering_policy { kind: NEWEST_FIRST max_batch_size: 3, pending_timeout: < seconds: 5 >; }
  buildbucket { server: "s" builder: "x" properties: "a:b" properties: ["c:" "d", "e:f"] }
}
job: [{ id: "m" noop {} }, { id: "n" url_fetch { url: "http://h" timeout_sec: 5 } }]
trigger {
  id: "t"
  gitiles { repo: "https://h/r" refs: "refs/heads/main" path_regexps: "src/.+\\\\.cc" }
  triggers: ["a", "m"]
  triggers: "n"
}
acl_sets { name: "s" acls { role: READER granted_to: "g" } }
`,
  ...FRAGMENTS,
];

/**
 * As texts are while they are typed: the rest of a word, or of a line up to the next brace or bracket, is not there yet.
 * Braces match: which one is missing is guessed by indentation, and what is inserted has none here.
 */
const typed = fc
  .record({ text: fc.constantFrom(...TEXTS), at: fc.nat(), isWord: fc.boolean() })
  .map(({ text, at, isWord }) => {
    const offset = at % (text.length + 1);
    const rest = text.slice(offset);
    return {
      text: text.slice(0, offset) + rest.replace(isWord ? /^\w*/ : /^[^\n{}[\]<>]*/, ''),
      offset,
    };
  });

describe('accepting what completion offers', () => {
  it('is no text error anywhere in a text that has none', () => {
    const [text = ''] = TEXTS;
    assert.equal(textErrors(text).length, 0);
    let tried = 0;
    for (let offset = 0; offset <= text.length; offset++) tried += tryAll(text, offset);
    assert.ok(tried > 1000, `${tried}`);
  });

  it('adds no text error to a text that is being typed', () => {
    fc.assert(
      fc.property(typed, ({ text, offset }) => {
        tryAll(text, Math.min(offset, text.length));
      }),
      { numRuns: 300 },
    );
  });
});

/** @returns how many offers there were */
function tryAll(text: string, offset: number): number {
  const { document } = openMarked(text.replaceAll('[[', '[ ['));
  const position = positionAt(lineStarts(text), offset);
  const { offers } = completions(document, position, { now: 0 });
  const before = textErrors(text).length;
  for (const offer of offers) {
    const { start, end } = offer.range;
    assert.ok(start.line === end.line && start.line === position.line);
    assert.ok(start.character <= position.character && position.character <= end.character);
    const accepted = acceptedIn(text, offer);
    const errors = textErrors(accepted);
    // What is inserted may bring to light what is wrong elsewhere, where braces do not match or a name is unknown.
    const from = offsetAt(text, lineStarts(text), start);
    const length = plainText(offer.insertion).length;
    const starts = lineStarts(accepted);
    const within = errors.filter(({ code, range }) => {
      // Which one of several braces is too many is a guess.
      if (code.endsWith('-brace')) return false;
      const at = offsetAt(accepted, starts, range.start);
      return from <= at && at < from + length;
    });
    assert.ok(
      errors.length <= before || (before > 0 && within.length === 0),
      `${offer.label} at ${offset} of ${JSON.stringify(text)} gives ${JSON.stringify(accepted)}`,
    );
  }
  return offers.length;
}

function textErrors(text: string): readonly Finding[] {
  return errorsIn(text).filter(({ code }) => code.startsWith('textproto-'));
}
