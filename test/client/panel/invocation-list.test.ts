import assert from 'node:assert/strict';
import {
  announcement,
  elapsed,
  emptyList,
  type InvocationList,
  neighbour,
  receive,
  select,
} from '../../../client/panel/invocation-list.ts';
import type { HostMessage, InvocationView } from '../../../client/panel/protocol.ts';

const NOW = 1_000_000;

function view(id: string, changes: Partial<InvocationView> = {}): InvocationView {
  return {
    id,
    project: 'proj',
    job: `job-${id}`,
    origin: 'file:///w/one/x.cfg',
    status: 'RUNNING',
    started: NOW - 5000,
    triggeredBy: 'editor',
    attempt: 1,
    taskKind: 'noop',
    tags: [],
    properties: '',
    aborting: false,
    pinned: false,
    ...changes,
  };
}

function snapshot(...ids: readonly string[]): HostMessage {
  return { type: 'snapshot', invocations: ids.map((id) => view(id)), trusted: true, now: NOW };
}

function begun(id: string): HostMessage {
  return { type: 'invocation', invocation: view(id), now: NOW };
}

/** What the panel knows after the messages: ids in order, the selected one in brackets. */
function after(messages: readonly HostMessage[], remembered?: string): string {
  return describeList(listAfter(messages, remembered));
}

function listAfter(messages: readonly HostMessage[], remembered?: string): InvocationList {
  return messages.reduce((list, message) => receive(list, message, NOW), emptyList(remembered));
}

function describeList({ invocations, selected }: InvocationList): string {
  return invocations.map(({ id }) => (id === selected ? `[${id}]` : id)).join(' ');
}

describe('the list of invocations', () => {
  // A newer invocation has a smaller id.
  const TABLE: [what: string, messages: HostMessage[], shown: string, remembered?: string][] = [
    ['nothing', [snapshot()], ''],
    ['newest first, the newest selected', [snapshot('30', '10', '20')], '[10] 20 30'],
    ['by number, not by digits', [snapshot('9', '10', '100')], '[9] 10 100'],
    ['what was selected before it was hidden', [snapshot('10', '20')], '10 [20]', '20'],
    ['the newest, if that is gone', [snapshot('10', '20')], '[10] 20', '30'],
    ['a new one does not take the selection', [snapshot('20'), begun('10')], '10 [20]'],
    ['unless it is the first', [snapshot(), begun('10')], '[10]'],
    [
      'or the extension says so',
      [snapshot('20'), begun('10'), { type: 'select', id: '10' }],
      '[10] 20',
    ],
    ['no selection of what is not there', [snapshot('20'), { type: 'select', id: '1' }], '[20]'],
    ['a change in place', [snapshot('10', '20'), begun('20')], '[10] 20'],
    [
      'the one below takes over',
      [snapshot('10', '20', '30'), { type: 'select', id: '20' }, { type: 'removed', ids: ['20'] }],
      '10 [30]',
    ],
    [
      'or else the one above',
      [
        snapshot('10', '20', '30'),
        { type: 'select', id: '30' },
        { type: 'removed', ids: ['30', '20'] },
      ],
      '[10]',
    ],
    [
      'others go, the selection stays',
      [snapshot('10', '20', '30'), { type: 'select', id: '20' }, { type: 'removed', ids: ['10'] }],
      '[20] 30',
    ],
    ['all gone', [snapshot('10', '20'), { type: 'removed', ids: ['10', '20'] }], ''],
  ];
  for (const [what, messages, shown, remembered] of TABLE) {
    it(what, () => assert.equal(after(messages, remembered), shown));
  }

  it('knows by how much the clocks differ', () => {
    const list = receive(emptyList(undefined), snapshot('10'), NOW - 7000);
    assert.equal(list.clockOffset, 7000);
  });

  it('takes a message that comes late for no other clock', () => {
    let list = receive(emptyList(undefined), snapshot('10'), NOW - 7000);
    list = receive(list, begun('10'), NOW - 7000 + 3000);
    assert.equal(list.clockOffset, 7000);
    list = receive(list, begun('10'), NOW - 7100);
    assert.equal(list.clockOffset, 7100);
    list = receive(list, snapshot('10'), NOW);
    assert.equal(list.clockOffset, 0);
  });

  it('is walked through with the keyboard', () => {
    const list = select(listAfter([snapshot('10', '20', '30')]), '20');
    for (const [steps, id] of [
      [-1, '10'],
      [1, '30'],
      [2, '30'],
      [Number.NEGATIVE_INFINITY, '10'],
      [Number.POSITIVE_INFINITY, '30'],
    ] as const) {
      assert.equal(neighbour(list, steps), id);
    }
    assert.equal(neighbour(emptyList(undefined), 1), undefined);
  });
});

describe('elapsed time', () => {
  it('goes on until the end', () => {
    assert.equal(elapsed(view('1'), NOW), 5000);
    assert.equal(elapsed(view('1', { status: 'FAILED', finished: NOW - 2000 }), NOW), 3000);
  });
});

describe('announcements', () => {
  const list = listAfter([snapshot('10')]);
  for (const [what, invocation, text] of [
    ['a new one', view('5'), 'Job job-5 started'],
    ['an end', view('10', { status: 'FAILED' }), 'Job job-10 failed'],
    [
      'one of another config',
      view('5', { job: 'job-10', origin: 'file:///w/two/x.cfg' }),
      'Job job-10 in two started',
    ],
    ['what is kept', view('10', { pinned: true }), 'Job job-10 is kept in the history'],
    ['an end before it', view('10', { pinned: true, status: 'FAILED' }), 'Job job-10 failed'],
    ['no change', view('10'), undefined],
    ['another try', view('10', { status: 'RETRYING' }), undefined],
  ] as const) {
    it(what, () => assert.equal(announcement(list, invocation), text));
  }

  it('what is kept no longer', () => {
    const invocation = view('10', { pinned: true });
    const kept = receive(list, { type: 'invocation', invocation, now: NOW }, NOW);
    assert.equal(announcement(kept, view('10')), 'Job job-10 is kept no longer');
  });
});
