// Realm names (spec validation.md 3.4).

import { quotedValue } from '../../golang/quoted-value.ts';

const MAX_LENGTH = 400;

/** `@project` stands in the service's rule though the schema's documentation leaves it out. */
const SPECIAL: ReadonlySet<string> = new Set(['@root', '@legacy', '@project']);

/** True if `realm` may name a realm of a project (R1). */
export function isRealmName(realm: string): boolean {
  return SPECIAL.has(realm) || (hasRealmCharacters(realm) && realm.length <= MAX_LENGTH);
}

/** Why `realm`, which is not the name of a realm, is none and what to do: a sentence. */
export function describeBadRealm(realm: string): string {
  if (hasRealmCharacters(realm)) {
    return `A realm has at most ${MAX_LENGTH} characters, but this one has ${realm.length}: shorten it.`;
  }
  const local = realm.slice(realm.indexOf(':') + 1);
  if (isRealmName(local)) {
    return `A realm is written without its project here: use ${quotedValue(local)}, the part after the colon.`;
  }
  return `${quotedValue(realm)} is not a realm: use lower-case letters a-z, digits and \`_ . - /\`, or "@root" or "@legacy".`;
}

/** ASCII only, so that characters are bytes. False for the empty string. */
function hasRealmCharacters(realm: string): boolean {
  return /^[a-z0-9_.\-/]+$/.test(realm);
}
