import assert from 'node:assert/strict';
import { enclosing, type Place, placeAtOffset } from '../../src/language/place-at-offset.ts';
import { PROJECT_CONFIG } from '../../src/schema/schema.ts';
import { assertLinearTime } from '../linear-time.ts';
import { markedCursor } from '../marked-text.ts';

// Each row: a text with its cursor; the place: kind, path of fields, `word`, and the other fields of the message.
const TABLE: [marked: string, place: string][] = [
  ['|', 'name  `` of []'],
  ['jo|', 'name  `jo` of [jo]'],
  ['job |', 'other '],
  ['job {|}', 'name job `` of []'],
  ['job { | }', 'name job `` of []'],
  ['job {\n  id: "a"\n  |\n  noop {}\n}', 'name job `` of [id noop]'],
  ['job {\n  id: "a"\n  sch|\n  noop {}\n}', 'name job `sch` of [id sch noop]'],
  ['job {\n  id: "a"\n  sch|edule: "x"\n}', 'name job `schedule` of [id schedule]'],
  ['job { |noop {} }', 'name job `noop` of [noop]'],
  ['job { noop|{} }', 'name job `noop` of [noop]'],
  ['job { noop {|} }', 'name job.noop `` of []'],
  ['job { noop: <|> }', 'name job.noop `` of []'],
  ['job { noop {}| }', 'name job `` of [noop]'],
  ['job { noop { sleep_ms: 1 } | }', 'name job `` of [noop]'],
  ['job { disabled: | }', 'word job.disabled `` of [disabled]'],
  ['job { disabled:| }', 'word job.disabled `` of [disabled]'],
  ['job { disabled: tr| noop {} }', 'word job.disabled `tr` of [disabled noop]'],
  ['job { disabled: |\n  noop {}\n}', 'word job.disabled `` of [disabled noop]'],
  ['job { disabled:\n  |\n  noop {}\n}', 'name job `` of [disabled noop]'],
  ['job { triggering_policy { kind: |', 'word job.triggering_policy.kind `` of [kind]'],
  [
    'job {\n  triggering_policy {\n    kind: NEW|\n    max_batch_size: 1\n  }\n}',
    'word job.triggering_policy.kind `NEW` of [kind max_batch_size]',
  ],
  ['job { nope { | } }', 'name job.nope? `` of []'],
  ['job { nope { kind: | } }', 'word job.nope?.kind `` of [kind]'],
  ['{ { | } } job { }', 'name ?.? `` of []'],
  ['job { id: "|" }', 'string job.id `""` of [id]'],
  ['job { id: "a|b" noop {} }', 'string job.id `"ab"` of [id noop]'],
  ["job { id: 'a|b' }", "string job.id `'ab'` of [id]"],
  ['job { id: "ab"| }', 'name job `` of [id]'],
  ['job { id: |"ab" }', 'word job.id `` of [id]'],
  ['job {\n  id: "ab|\n  noop {}\n}', 'string job.id `"ab` unclosed of [id noop]'],
  ['job {\n  id: "|', 'string job.id `"` unclosed of [id]'],
  ['job {\n  id: "ab|\r\n  noop {}\n}', 'string job.id `"ab` unclosed of [id noop]'],
  ['job { id: "a" "b|c" }', 'string job.id `"bc"` of [id]'],
  ['job { id: "a\\"|" }', 'string job.id `"a\\""` of [id]'],
  ['trigger { triggers: ["a", "|"] }', 'string trigger.triggers `""` of [triggers]'],
  ['trigger { triggers: [|] }', 'word trigger.triggers `` of [triggers]'],
  ['trigger { triggers: ["a", |] }', 'word trigger.triggers `` of [triggers]'],
  ['trigger { triggers: ["a"] | }', 'name trigger `` of [triggers]'],
  ['"a|b"', 'string  `"ab"` of []'],
  ['# a |b', 'comment `# a b`'],
  ['#|', 'comment `#`'],
  ['|# a', 'name  `` of []'],
  ['job { # no|te\n id: "" }', 'comment `# note`'],
  ['job { id: "# a|" }', 'string job.id `"# a"` of [id]'],
  ['# a\n|', 'name  `` of []'],
  ['job { } # a | b\njob { }', 'comment `# a  b`'],
  ['job { // no|te\n id: "" }', 'comment `// note`'],
  ['job { /* a\n |b */ id: "" }', 'comment `/* a\n b */`'],
  ['job { /* a */ | id: "" }', 'name job `` of [id]'],
  ['job { id: "a", | }', 'name job `` of [id]'],
  ['job { id: "a"; | }', 'name job `` of [id]'],
  ['job: [{ id: "a" }, { | }]', 'name job `` of []'],
  ['job: [{ id: "a" }, |]', 'word job `` of [job]'],
  ['job { @ | }', 'name job `` of []'],
  ['job { noop { sleep_ms: 1|0 } }', 'word job.noop.sleep_ms `10` of [sleep_ms]'],
  // Without its closer, what follows counts as if it were inside.
  ['job {\n  noop {\n  |\n  id: "a"\n}', 'name job.noop `` of [id]'],
  ['} } job { | }', 'name job `` of []'],
  [
    'trigger { gitiles { refs: "a" refs: "|',
    'string trigger.gitiles.refs `"` unclosed of [refs refs]',
  ],
];

describe('the place at an offset', () => {
  for (const [marked, expected] of TABLE) {
    it(JSON.stringify(marked), () => {
      const { text, offset } = markedCursor(marked);
      assert.equal(shown(text, placeAtOffset(text, offset, PROJECT_CONFIG)), expected);
    });
  }

  it('knows the values of the field that it is in', () => {
    const { text, offset } = markedCursor(
      'trigger { triggers: ["a", "b" "c", "|"] triggers: "d" }',
    );
    const place = placeAtOffset(text, offset, PROJECT_CONFIG);
    const values = place.message.fields.map((field) => field.values.map((value) => value.text));
    assert.deepEqual(values, [['a', 'bc', ''], ['d']]);
  });

  it('is found at every offset of whatever text, and every beginning of it', () => {
    const text =
      'job { id: "a\\n" \'b\' # c\n noop { sleep_ms: -1 } triggers: ["x",] } /* ] */ } [a.b/c]: < "\n @ // x';
    for (let end = 0; end <= text.length; end++) {
      for (let offset = 0; offset <= end; offset++) {
        const place = placeAtOffset(text.slice(0, end), offset, PROJECT_CONFIG);
        assert.equal(enclosing(place.message).at(-1)?.type, PROJECT_CONFIG);
      }
    }
  });

  it('takes time linear in the text', () => {
    assertLinearTime(
      40_000,
      (size) => `job { ${'triggers: ["a", "b"] { '.repeat(size)}`,
      (text) => placeAtOffset(text, text.length - 1, PROJECT_CONFIG),
    );
    assertLinearTime(
      200_000,
      (size) => `job { id: ${'"a" '.repeat(Math.min(size, 200_000) / 100)} ${'# "\n'.repeat(size)}`,
      (text) => placeAtOffset(text, text.length - 1, PROJECT_CONFIG),
    );
  });
});

function shown(text: string, place: Place): string {
  const slice = ({ start, end }: { start: number; end: number }) => `\`${text.slice(start, end)}\``;
  if (place.kind === 'comment') return `comment ${slice(place.span)}`;
  const steps = enclosing(place.message)
    .toReversed()
    .flatMap(({ holder, type }) => (holder ? [`${holder.field.name}${type ? '' : '?'}`] : []));
  if (place.kind === 'other') return `other ${steps.slice(1).join('.')}`;
  if (place.kind !== 'name' && place.field) steps.push(place.field.name);
  const span = place.kind === 'string' ? place.piece : place.word;
  const unclosed = place.kind === 'string' && !place.closed ? ' unclosed' : '';
  const fields = place.message.fields.map(({ name }) => name).join(' ');
  return `${place.kind} ${steps.join('.')} ${slice(span)}${unclosed} of [${fields}]`;
}
