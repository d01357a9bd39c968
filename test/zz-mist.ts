import { ProjectConfigDocument } from '../src/config/document/project-config-document.ts';
import { quickFixes } from '../src/config/fixes/quick-fixes.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import { BRACE_MISTAKES } from './mistakes/brace-mistakes.ts';
import { FIELD_MISTAKES } from './mistakes/field-mistakes.ts';
import { LIST_MISTAKES } from './mistakes/list-mistakes.ts';
import { validConfigs } from './mistakes/real-configs.ts';
import { STRAY_MISTAKES } from './mistakes/stray-mistakes.ts';
import { VALUE_MISTAKES } from './mistakes/value-mistakes.ts';
import { applyEdits } from './config/fixes/apply-edits.ts';
const KINDS = { ...BRACE_MISTAKES, ...VALUE_MISTAKES, ...LIST_MISTAKES, ...FIELD_MISTAKES, ...STRAY_MISTAKES };
const PLACES = Number(process.env['P'] ?? 6);
const open = (t: string) => ProjectConfigDocument.open(t, { project: 'proj', registry: validationManagers() });
function nums(name: string) { let s = 2166136261; for (const c of name) s = Math.imul(s ^ c.charCodeAt(0), 16777619) >>> 0; return () => { s = (Math.imul(s, 1664525) + 1013904223) >>> 0; return s >>> 8; }; }
function sample<T>(items: readonly T[], n: number, r: () => number): T[] { if (items.length <= n) return [...items]; const rest = [...items]; const p: T[] = []; while (p.length < n) p.push(...rest.splice(r() % rest.length, 1)); return p; }
const configs = validConfigs();
let T=[0,0,0,0,0];
for (const [kind, of] of Object.entries(KINDS)) {
  const r = nums(kind);
  const found = configs.flatMap((config) => sample(of(config), PLACES, r).map((mistake) => ({ config, mistake })));
  const tried = sample(found, PLACES, r);
  let [n, fix, pref, restored, same] = [0, 0, 0, 0, 0]; const bad: string[] = [];
  for (const { config, mistake } of tried) {
    n++;
    const doc = open(mistake.text); const fs = doc.findings().filter((f) => f.severity === 'error');
    const f = fs[0]; if (!f) { continue; }
    const fixes = quickFixes(doc, f);
    const show = () => mistake.text.slice(Math.max(0, mistake.at.start - 50), mistake.at.end + 50);
    if (!fixes.length) { bad.push(`  NOFIX ${f.code} ${f.message.slice(0,120)}\n${show()}`); continue; }
    fix++; if (fixes.some((x) => x.isPreferred)) pref++;
    const best = fixes.find((x) => x.isPreferred) ?? fixes[0]!;
    const after = applyEdits(mistake.text, best.edits);
    const left = open(after).findings().filter((g) => g.severity === 'error');
    if (left.length === 0) restored++; else bad.push(`  LEFT ${f.code} [${best.title}] ${left.length}: ${left[0]!.message.slice(0, 100)}\n${show()}`);
    if (after === config.text) same++;
  }
  T = T.map((x, i) => x + [n, fix, pref, restored, same][i]!);
  console.log(`${kind.padEnd(44)} n=${n} fix=${fix} pref=${pref} restored=${restored} same=${same}`);
  if (process.env['V'] && kind.includes(process.env['V'])) console.log(bad.join('\n'));
}
console.log('TOTAL', T);
