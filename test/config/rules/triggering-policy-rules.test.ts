import assert from 'node:assert/strict';
import fc from 'fast-check';
import { validateTriggeringPolicy } from '../../../src/config/rules/triggering-policy-rules.ts';
import type { TriggeringPolicy } from '../../../src/schema/generated/messages.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { assertErrors, errorsIn } from '../../marked-text.ts';
import { messageOf } from '../../schema/message-arbitrary.ts';

/** @param fields what the policy has, with `[[…]]` around what is wrong */
function withPolicy(fields: string): string {
  return `job { id: "a" noop {} triggering_policy { ${fields} } }`;
}

const KINDS = ['UNDEFINED', 'GREEDY_BATCHING', 'LOGARITHMIC_BATCHING', 'NEWEST_FIRST'];

describe('validateTriggeringPolicy (validation.md 3.5)', () => {
  const table: [fields: string, ...codes: string[]][] = [
    [''],
    ['kind: UNDEFINED'],
    ['kind: GREEDY_BATCHING max_concurrent_invocations: 0 max_batch_size: 0'],
    ['max_concurrent_invocations: 9223372036854775807 max_batch_size: 1'],
    ['kind: NEWEST_FIRST'],
    ['kind: 3 pending_timeout { seconds: 1 }'],

    ['kind: [[4]]', 'policy-kind-unknown'],
    ['kind: [[-1]]', 'policy-kind-unknown'],
    ['kind: [[2147483647]]', 'policy-kind-unknown'],
    ['max_concurrent_invocations: [[-1]]', 'policy-max-concurrent-negative'],
    [
      'max_batch_size: [[-0x1]] max_concurrent_invocations: [[-9223372036854775808]]',
      'policy-max-concurrent-negative',
      'policy-max-batch-negative',
    ],

    // Negative, and where no timeout applies (P4, P5).
    ['kind: NEWEST_FIRST [[pending_timeout]] { seconds: -1 }', 'policy-pending-timeout-negative'],
    ['kind: NEWEST_FIRST [[pending_timeout]] { nanos: -1 }', 'policy-pending-timeout-negative'],
    [
      'kind: NEWEST_FIRST [[pending_timeout]] { seconds: 1 nanos: -1000000001 }',
      'policy-pending-timeout-negative',
    ],
    ['kind: NEWEST_FIRST pending_timeout { seconds: -1 nanos: 1000000001 }'],
    ['kind: NEWEST_FIRST pending_timeout { seconds: 9223372036854775807 }'],
    [
      'kind: NEWEST_FIRST [[pending_timeout]] { seconds: -9223372036854775808 nanos: -1 }',
      'policy-pending-timeout-negative',
    ],
    // Multiplied as 64 bits without saturation, these would be 0 and negative.
    [
      '[[pending_timeout]] { seconds: 0x2000000000000000 }',
      'policy-pending-timeout-not-applicable',
    ],
    ['kind: NEWEST_FIRST pending_timeout { seconds: 9223372037 }'],
    ['[[pending_timeout]] { nanos: 1 }', 'policy-pending-timeout-not-applicable'],
    [
      'kind: LOGARITHMIC_BATCHING log_base: 2 [[pending_timeout]] { seconds: 60 }',
      'policy-pending-timeout-not-applicable',
    ],
    ['pending_timeout {}'],
    ['pending_timeout { seconds: 0 nanos: 0 }'],
    ['pending_timeout { seconds: 1 nanos: -1000000000 }'],
    [
      '[[pending_timeout]] { seconds: -1 }',
      'policy-pending-timeout-negative',
      'policy-pending-timeout-not-applicable',
    ],

    // P6, in 32-bit floats.
    ['kind: LOGARITHMIC_BATCHING log_base: 1.0001'],
    ['kind: LOGARITHMIC_BATCHING log_base: 1.00009999'],
    ['kind: LOGARITHMIC_BATCHING log_base: [[1.0000999]]', 'policy-log-base-too-small'],
    ['kind: LOGARITHMIC_BATCHING log_base: [[1]]', 'policy-log-base-too-small'],
    ['kind: LOGARITHMIC_BATCHING log_base: [[-infinity]]', 'policy-log-base-too-small'],
    ['kind: LOGARITHMIC_BATCHING log_base: INF'],
    ['kind: LOGARITHMIC_BATCHING log_base: nan'],
    ['kind: GREEDY_BATCHING log_base: -1'],

    // None stops another, and the order is that of the rules.
    [
      '[[pending_timeout]] { seconds: -1 } max_batch_size: [[-1]] max_concurrent_invocations: [[-1]] kind: [[7]]',
      'policy-kind-unknown',
      'policy-max-concurrent-negative',
      'policy-max-batch-negative',
      'policy-pending-timeout-negative',
      'policy-pending-timeout-not-applicable',
    ],
    [
      'log_base: [[0.5]] kind: LOGARITHMIC_BATCHING [[pending_timeout]] { nanos: -1 }',
      'policy-pending-timeout-negative',
      'policy-pending-timeout-not-applicable',
      'policy-log-base-too-small',
    ],
  ];
  for (const [fields, ...codes] of table) {
    it(`{ ${fields} }: ${codes.join(', ') || 'fine'}`, () => {
      const expected = codes.map((code) => `${code} @ job / a / triggering_policy`);
      assertErrors(withPolicy(fields), expected);
    });
  }

  it('asks for a log_base that is absent, at the policy', () => {
    const marked =
      'job { id: "a" noop {} [[triggering_policy]] { kind: LOGARITHMIC_BATCHING max_batch_size: 5 } }';
    assertErrors(marked, ['policy-log-base-too-small @ job / a / triggering_policy']);
  });

  it('says what to do', () => {
    const said = (fields: string) => errorsIn(withPolicy(fields))[0]?.message ?? '';
    assert.match(said('kind: 9'), /^9 is not a kind .* use GREEDY_BATCHING, .* or NEWEST_FIRST\.$/);
    assert.match(said('kind: LOGARITHMIC_BATCHING'), /needs a `log_base` of 1\.0001 or more/);
    assert.match(said('kind: LOGARITHMIC_BATCHING log_base: 1'), /^`log_base` must be 1\.0001/);
    assert.match(said('max_batch_size: -1'), /leave it out for the default of 1000\.$/);
  });

  it('finds a policy of one of the four kinds wrong exactly if a number in it is', () => {
    const type = messageType('scheduler.config.TriggeringPolicy');
    fc.assert(
      fc.property(messageOf(type), fc.nat(3), (message, kind) => {
        const policy = { ...message, kind } as unknown as TriggeringPolicy;
        const { seconds = 0n, nanos = 0 } = policy.pendingTimeout ?? {};
        const timeout = asDuration(seconds, nanos);
        const isWrong = {
          'policy-max-concurrent-negative': policy.maxConcurrentInvocations < 0n,
          'policy-max-batch-negative': policy.maxBatchSize < 0n,
          'policy-pending-timeout-negative': timeout < 0n,
          'policy-pending-timeout-not-applicable': KINDS[kind] !== 'NEWEST_FIRST' && timeout !== 0n,
          'policy-log-base-too-small':
            KINDS[kind] === 'LOGARITHMIC_BATCHING' && policy.logBase < 1.00009,
        };
        const expected = Object.entries(isWrong).flatMap(([code, wrong]) => (wrong ? [code] : []));
        // What lies between is in the table.
        fc.pre(!(policy.logBase > 1.00009 && policy.logBase < 1.0002));
        const codes: string[] = [];
        const ignore = () => {};
        validateTriggeringPolicy(
          { enter: ignore, exit: ignore, error: (code) => codes.push(code) },
          policy,
        );
        assert.deepEqual(codes, expected);
      }),
    );
  });
});

/** Nanoseconds as Go's durationpb makes them, in arithmetic that wraps around. */
function asDuration(seconds: bigint, nanos: number): bigint {
  const product = BigInt.asIntN(64, seconds * 1_000_000_000n);
  const sum = BigInt.asIntN(64, product + BigInt(nanos));
  const overflow =
    product / 1_000_000_000n !== seconds ||
    (seconds < 0n && nanos < 0 && sum > 0n) ||
    (seconds > 0n && nanos > 0 && sum < 0n);
  if (!overflow) return sum;
  return seconds < 0n ? -(2n ** 63n) : 2n ** 63n - 1n;
}
