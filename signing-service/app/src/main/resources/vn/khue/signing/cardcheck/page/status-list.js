// Token Status List in its CWT form (draft-ietf-oauth-status-list).
import { base64urlOf } from "./base64url.js";
import { decode } from "./cbor.js";
import { ALG, ES256, KID, readSign1, signedBy, TYP } from "./cose.js";
import { inflate } from "./inflate.js";

const TYPE = "application/statuslist+cwt";
const SUB = 2, EXP = 4, IAT = 6, STATUS_LIST = 65533, TTL = 65534;
const MOST = 1 << 20;

/** The four states of a card, by what its two bits say. */
export const VALID = 0, REVOKED = 1, SUSPENDED = 2, REPLACED = 3;

/**
 * The list in these bytes, or null where it is not one, or not by one of these keys.
 *
 * @param keys from the name of a key to a function that gives it
 */
export async function readStatusList(bytes, keys) {
  try {
    const message = readSign1(bytes, { sorted: false });
    const header = message.protectedHeader;
    const kid = header.get(KID) ?? message.unprotectedHeader.get(KID);
    if (header.get(ALG) !== ES256 || header.get(TYP) !== TYPE || !(kid instanceof Uint8Array)) return null;
    const key = keys.get(base64urlOf(kid));
    if (!key || !await signedBy(await key(), message)) return null;
    return await listOf(decode(message.payload, { sorted: false }));
  } catch {
    return null;
  }
}

async function listOf(claims) {
  const uri = claims.get(SUB);
  const [issued, until, ttl] = [claims.get(IAT), claims.get(EXP), claims.get(TTL)];
  const right = typeof uri === "string" && Number.isSafeInteger(issued)
    && Number.isSafeInteger(until) && (ttl === undefined || Number.isSafeInteger(ttl));
  return right ? { uri, issued, until, ttl, ...await unpack(claims.get(STATUS_LIST)) } : null;
}

/** The packed states in this map. */
export async function unpack(map) {
  const bits = map.get("bits");
  if (![1, 2, 4, 8].includes(bits)) throw new RangeError("1, 2, 4 or 8 bits expected");
  return { bits, states: await inflate(map.get("lst"), MOST) };
}

/** What the list says at this place, the lowest bits of a byte first; undefined outside the list. */
export function stateAt({ bits, states }, index) {
  const perByte = 8 / bits;
  const byte = states[Math.floor(index / perByte)];
  return byte === undefined ? undefined : byte >> (index % perByte) * bits & (1 << bits) - 1;
}
