import assert from 'node:assert/strict';
import { clientFeatures } from '../../server/client-features.ts';
import { toDiagnostic } from '../../server/diagnostics.ts';
import { NO_SESSION, type Session } from '../../server/session.ts';
import type { Finding } from '../../src/config/finding.ts';

const FINDING: Finding = {
  code: 'schedule-invalid',
  severity: 'error',
  message: 'A sentence.',
  path: ['job', 'a'],
  range: { start: { line: 1, character: 2 }, end: { line: 3, character: 4 } },
};

const DIAGNOSTIC = {
  code: 'schedule-invalid',
  severity: 1,
  source: 'luci-scheduler',
  message: 'A sentence.',
  range: FINDING.range,
  data: { path: ['job', 'a'] },
};

const URI = 'file:///a.cfg';
const PAGE = 'file:///findings.md';
const LINKING = clientFeatures({
  textDocument: { publishDiagnostics: { codeDescriptionSupport: true } },
});

describe('links to the page of a code', () => {
  const cases: readonly [what: string, session: Session, code: Finding['code'], link?: string][] = [
    ['no page', { ...NO_SESSION, client: LINKING }, 'schedule-invalid'],
    ['no support', { ...NO_SESSION, findingsPage: PAGE }, 'schedule-invalid'],
    [
      'both',
      { ...NO_SESSION, client: LINKING, findingsPage: PAGE },
      'schedule-invalid',
      `${PAGE}#schedule-invalid`,
    ],
    ['a foreign code', { ...NO_SESSION, client: LINKING, findingsPage: PAGE }, 'shell/missing'],
  ];
  for (const [what, session, code, link] of cases) {
    it(what, () => {
      const { codeDescription } = toDiagnostic({ ...FINDING, code }, URI, session);
      assert.equal(codeDescription?.href, link);
    });
  }
});

describe('toDiagnostic', () => {
  const cases: readonly [Partial<Finding>, object][] = [
    [{}, {}],
    [{ severity: 'warning' }, { severity: 2 }],
    [{ severity: 'information' }, { severity: 3 }],
    [{ severity: 'hint' }, { severity: 4 }],
    [{ path: [] }, { data: { path: [] } }],
    [{ tags: ['unnecessary', 'deprecated'] }, { tags: [1, 2] }],
  ];
  for (const [finding, diagnostic] of cases) {
    it(`translates ${JSON.stringify(finding)}`, () => {
      const actual = toDiagnostic({ ...FINDING, ...finding }, URI, NO_SESSION);
      assert.deepEqual(actual, { ...DIAGNOSTIC, ...diagnostic });
    });
  }
});

describe('related places', () => {
  const { range } = FINDING;
  const finding = { ...FINDING, related: [{ message: 'It is here.', range }] };
  const client = clientFeatures({
    textDocument: { publishDiagnostics: { relatedInformation: true } },
  });

  it('are told to clients that show them', () => {
    assert.deepEqual(toDiagnostic(finding, URI, { ...NO_SESSION, client }).relatedInformation, [
      { message: 'It is here.', location: { uri: URI, range } },
    ]);
  });

  it('are absent where there are none', () => {
    assert.deepEqual(toDiagnostic(FINDING, URI, { ...NO_SESSION, client }), DIAGNOSTIC);
  });

  it('are kept from clients that do not say that they show them', () => {
    assert.deepEqual(toDiagnostic(finding, URI, NO_SESSION), DIAGNOSTIC);
  });
});
