// Fixes of realms: what is left of one that is written with its project, in capitals, or with characters of its own.

import { quotedValue } from '../../golang/quoted-value.ts';
import { isRealmName } from '../rules/realm.ts';
import { replaceString } from './field-edits.ts';
import { type FixFamily, stringAt } from './fix-request.ts';

export const fixRealm: FixFamily = (request) => {
  const string = stringAt(request);
  if (!string) return [];
  const bare = string.value.trim();
  const local = bare.slice(bare.indexOf(':') + 1);
  const lower = local.toLowerCase();
  const special = lower.startsWith('@') ? lower : `@${lower}`;
  const written = lower.replace(/[^a-z0-9_.\-/@]+/g, '-').replace(/^-+|-+$/g, '');
  const isSpecial = /^@?(?:root|legacy|project)$/.test(lower);
  const meant = [local, lower, ...(isSpecial ? [special] : []), written].find(isRealmName);
  if (meant === undefined || meant === string.value) return [];
  return [
    {
      title: `Change the realm to ${quotedValue(meant)}`,
      edits: [replaceString(request.source.text, string.node, meant)],
    },
  ];
};
