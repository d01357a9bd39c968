// Fixes of `triggers`: ids that nobody has, commas that are missing, jobs that are named in vain.

import { quotedValue } from '../../golang/quoted-value.ts';
import type { StringNode } from '../../textproto/tree.ts';
import { removeValue, replaceString } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import { type FixFamily, type FixRequest, type StringPlace, stringAt } from './fix-request.ts';

/** The id that is meant; or the reference is gone. */
export const fixUnknownTarget: FixFamily = (request) => {
  const string = stringAt(request);
  if (!string) return [];
  const closest = request.ids.closestTo(string.value);
  const { targets } = targetsOf(request);
  const meant: readonly FixCandidate[] =
    closest === undefined || targets.includes(closest)
      ? []
      : [
          {
            title: `Change ${quotedValue(string.value)} to ${quotedValue(closest)}`,
            edits: [replaceString(request.source.text, string.node, closest)],
          },
        ];
  return [...meant, ...removed(request, string, true)];
};

function targetsOf({ entry }: FixRequest): { readonly targets: readonly string[] } {
  const { triggers = [] } = (entry?.message.value ?? {}) as { triggers?: readonly string[] };
  return { targets: triggers };
}

/** The reference is gone, if the trigger has another one. */
function removed(
  request: FixRequest,
  { field, node, value }: StringPlace,
  unsure: boolean,
): readonly FixCandidate[] {
  if (targetsOf(request).targets.length < 2) return [];
  const edits = [removeValue(request.source.text, field.node, node)];
  return [{ title: `Remove ${quotedValue(value)}`, edits, unsure }];
}

export const fixRepeatedTarget: FixFamily = (request) => {
  const string = stringAt(request);
  return string ? removed(request, string, false) : [];
};

/** To be chosen: that it is named, or that it is disabled, may be wrong. */
export const fixLostTarget: FixFamily = (request) => {
  const string = stringAt(request);
  return string ? removed(request, string, true) : [];
};

/** Commas between strings that are one, and brackets around them if there are none. */
export const fixJoinedStrings: FixFamily = (request) => {
  const string = stringAt(request);
  if (!string || string.node.pieces.length < 2) return [];
  const { node, list } = string;
  const commas = node.pieces.slice(0, -1).map(({ end }) => ({ start: end, end, newText: ',' }));
  const edits = list ? commas : [at(node.start, '['), ...commas, at(node.end, ']')];
  return [{ title: commas.length > 1 ? 'Add commas' : 'Add `,`', edits }];
};

function at(offset: StringNode['start'], newText: string) {
  return { start: offset, end: offset, newText };
}
