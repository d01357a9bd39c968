import assert from 'node:assert/strict';
import {
  buildPolicy,
  decodeDefinition,
  policyOfJob,
  withDefaults,
} from '../../src/policy/policy-definition.ts';
import { encodeMessage } from '../../src/schema/codec.ts';
import type { Duration, TriggeringPolicy } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';
import { aged, NOW, shown, waiting } from './waiting-triggers.ts';

const WEEK: Duration = { seconds: 604_800n, nanos: 0 };

describe('the defaults of a triggering policy (engine.md 5.6)', () => {
  const cases: [written: Partial<TriggeringPolicy>, filled: Partial<TriggeringPolicy>][] = [
    [{}, {}],
    [{ kind: 1 }, {}],
    [{ maxConcurrentInvocations: 5n }, { maxConcurrentInvocations: 5n }],
    [{ maxBatchSize: 5n }, { maxBatchSize: 5n }],
    // What is out of range is no default.
    [{ maxConcurrentInvocations: -1n }, { maxConcurrentInvocations: -1n }],
    [{ maxBatchSize: -1n }, { maxBatchSize: -1n }],
    [{ kind: 99 }, { kind: 99 }],
    [{ kind: 2 }, { kind: 2, logBase: 0 }],
    [{ kind: 3 }, { kind: 3, pendingTimeout: WEEK }],
    [
      { kind: 3, pendingTimeout: duration(0n) },
      { kind: 3, pendingTimeout: WEEK },
    ],
    [
      { kind: 3, pendingTimeout: duration(1n, -1e9) },
      { kind: 3, pendingTimeout: WEEK },
    ],
    [
      { kind: 3, pendingTimeout: duration(0n, 1) },
      { kind: 3, pendingTimeout: duration(0n, 1) },
    ],
    [
      { kind: 3, pendingTimeout: duration(-1n) },
      { kind: 3, pendingTimeout: duration(-1n) },
    ],
    [{ kind: 1, pendingTimeout: duration(0n) }, { pendingTimeout: duration(0n) }],
    [{ kind: 1, pendingTimeout: duration(5n) }, { pendingTimeout: duration(5n) }],
  ];
  for (const [written, filled] of cases) {
    it(`of ${text(written)} are filled in`, () => {
      const defaults = { kind: 1, maxConcurrentInvocations: 1n, maxBatchSize: 1000n, logBase: 0 };
      const expected = { ...defaults, ...filled };
      assert.deepEqual(withDefaults(definition(written)), expected);
      assert.deepEqual(decodeDefinition(bytesOf(written)), { ok: true, definition: expected });
    });
  }

  it('are not taken for what cannot be read', () => {
    for (const bytes of [[0xff], [0x08], [0x2a, 0x01], [0x10, ...Array(9).fill(0xff), 0x02]]) {
      const decoded = decodeDefinition(Uint8Array.from(bytes));
      assert.ok(!decoded.ok);
      assert.match(decoded.reason, /^it cannot be read: RangeError: /);
    }
  });
});

describe('building a policy (engine.md 5.6)', () => {
  const cases: [definition: Partial<TriggeringPolicy>, problem: string | undefined][] = [
    [{}, undefined],
    [{ maxConcurrentInvocations: 2n ** 63n - 1n, maxBatchSize: 2n ** 63n - 1n }, undefined],
    [{ maxConcurrentInvocations: 0n }, 'max_concurrent_invocations is 0'],
    [{ maxConcurrentInvocations: -1n }, 'max_concurrent_invocations is -1'],
    [{ maxBatchSize: 0n }, 'max_batch_size is 0'],
    [{ maxBatchSize: -1n }, 'max_batch_size is -1'],
    // With these kinds nobody looks at what another needs.
    [{ logBase: -5, pendingTimeout: duration(-5n) }, undefined],
    [{ kind: 3, maxBatchSize: -1n, pendingTimeout: duration(1n) }, undefined],
    [{ kind: 2, logBase: 2, pendingTimeout: duration(-1n) }, undefined],
    [{ kind: 0 }, '0 is not a kind of policy'],
    [{ kind: 4 }, '4 is not a kind of policy'],
    [{ kind: -1 }, '-1 is not a kind of policy'],
    [{ kind: 2, logBase: 0 }, 'log_base is 0'],
    [{ kind: 2, logBase: 1 }, 'log_base is 1'],
    [{ kind: 2, logBase: Math.fround(1.0000999) }, 'log_base is 1.0000998973846436'],
    [{ kind: 2, logBase: Math.fround(1.00009999) }, undefined],
    [{ kind: 2, logBase: Math.fround(1.0001) }, undefined],
    [{ kind: 2, logBase: Infinity }, undefined],
    [{ kind: 2, logBase: NaN }, 'log_base is NaN'],
    [{ kind: 2, logBase: 2, maxBatchSize: 0n }, 'max_batch_size is 0'],
    [{ kind: 2, logBase: 2, maxConcurrentInvocations: 0n }, 'max_concurrent_invocations is 0'],
    [{ kind: 3 }, 'pending_timeout is 0 ms'],
    [{ kind: 3, pendingTimeout: duration(0n, -1) }, 'pending_timeout is -0.000001 ms'],
    [{ kind: 3, pendingTimeout: duration(0n, 1) }, undefined],
    [{ kind: 3, pendingTimeout: duration(2n ** 63n - 1n) }, undefined],
    [
      { kind: 3, pendingTimeout: duration(-(2n ** 63n)) },
      'pending_timeout is -9223372036854.775 ms',
    ],
    [
      { kind: 3, pendingTimeout: duration(1n), maxConcurrentInvocations: 0n },
      'max_concurrent_invocations is 0',
    ],
  ];
  for (const [written, problem] of cases) {
    it(`of ${text(written)}: ${problem ?? 'works'}`, () => {
      const limits = { kind: 1, maxConcurrentInvocations: 1n, maxBatchSize: 1000n };
      const built = buildPolicy(definition({ ...limits, ...written }));
      assert.equal(built.ok ? undefined : built.reason, problem);
    });
  }
});

describe('the policy of a job (engine.md 5.6)', () => {
  const cases: [definition: Partial<TriggeringPolicy>, active: number, decision: string][] = [
    [{}, 0, '1,2,3'],
    [{}, 1, ''],
    [{ kind: 1, maxBatchSize: 2n, maxConcurrentInvocations: 2n }, 0, '1,2 3'],
    [{ kind: 2, logBase: 2 }, 0, '1'],
    [{ kind: 2, logBase: 1.5 }, 0, '1,2'],
    [{ kind: 3 }, 0, '3'],
    [{ kind: 3, maxConcurrentInvocations: 2n }, 0, '2 3'],
    [{ kind: 3, pendingTimeout: duration(0n, 2_000_000) }, 0, '3 − 1'],
    [{ kind: 3, pendingTimeout: duration(0n, 2_000_001) }, 0, '3'],
  ];
  for (const [written, active, decision] of cases) {
    it(`${text(written)} with ${active} active: ${decision || 'nothing'}`, () => {
      const { policy, problem } = policyOfJob(bytesOf(written));
      assert.equal(problem, undefined);
      const state = { now: NOW, activeInvocations: active, triggers: waiting(3) };
      assert.equal(shown(policy(state)), decision);
    });
  }

  it('drops what has waited for a week if it is of the newest first, and nothing is said', () => {
    const { policy } = policyOfJob(bytesOf({ kind: 3 }));
    const triggers = aged(604_800_000, 604_799_999);
    const decision = policy({ now: NOW, activeInvocations: 0, triggers });
    assert.equal(shown(decision), '604799999 − 604800000');
  });

  it('drops nothing younger than the longest timeout that there is', () => {
    const pendingTimeout = duration(2n ** 63n - 1n);
    const { policy } = policyOfJob(bytesOf({ kind: 3, pendingTimeout }));
    const triggers = aged(9_223_372_036_855, 9_223_372_036_854);
    const decision = policy({ now: NOW, activeInvocations: 0, triggers });
    assert.equal(shown(decision), '9223372036854 − 9223372036855');
  });

  it('is read once', () => {
    const bytes = bytesOf({ kind: 2 });
    assert.equal(policyOfJob(bytes), policyOfJob(bytes));
    assert.equal(policyOfJob(new Uint8Array()), policyOfJob(new Uint8Array()));
  });

  const broken: [bytes: Uint8Array, problem: RegExp][] = [
    [Uint8Array.of(0xff), /^it cannot be read: RangeError: /],
    [bytesOf({ kind: 99 }), /^99 is not a kind of policy$/],
    [bytesOf({ kind: 2, maxConcurrentInvocations: 5n }), /^log_base is 0$/],
    [bytesOf({ kind: 3, maxConcurrentInvocations: -1n }), /^max_concurrent_invocations is -1$/],
  ];
  for (const [bytes, problem] of broken) {
    it(`is one invocation of up to 1000 triggers if it is broken: ${problem.source}`, () => {
      const job = policyOfJob(Uint8Array.from(bytes));
      assert.match(job.problem ?? '', problem);
      const ask = (activeInvocations: number) =>
        job.policy({ now: NOW, activeInvocations, triggers: waiting(1001) });
      assert.deepEqual(
        ask(0).requests.map(({ incomingTriggers }) => incomingTriggers.length),
        [1000],
      );
      assert.equal(ask(0).requests[0]?.incomingTriggers[0]?.id, '1');
      assert.deepEqual(ask(1).requests, []);
    });
  }
});

function definition(parts: Partial<TriggeringPolicy>): TriggeringPolicy {
  return { kind: 0, maxConcurrentInvocations: 0n, maxBatchSize: 0n, logBase: 0, ...parts };
}

function bytesOf(parts: Partial<TriggeringPolicy>): Uint8Array {
  return encodeMessage(messageType('scheduler.config.TriggeringPolicy'), definition(parts));
}

function duration(seconds: bigint, nanos = 0): Duration {
  return { seconds, nanos };
}

function text(parts: Partial<TriggeringPolicy>): string {
  return JSON.stringify(parts, (_, value) =>
    typeof value === 'bigint' || typeof value === 'number' ? String(value) : value,
  );
}
