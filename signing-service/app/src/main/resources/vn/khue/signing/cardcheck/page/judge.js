// The verdict on a scanned text. Whatever the text is, there is one, and nothing is thrown.
import { base64urlOf } from "./base64url.js";
import { decode } from "./cbor.js";
import { readCard, timesOf } from "./card-claims.js";
import { bytesOfText } from "./card-text.js";
import { ALG, ES256, KID, readSign1, signedBy } from "./cose.js";
import { judgeProof, keyOfPhone, proofIn, STEP } from "./device-proof.js";
import { Fault } from "./fault.js";
import { REPLACED, REVOKED, stateAt, SUSPENDED } from "./status-list.js";

/** Every verdict there is, in the order of judging where a card can have only one. */
export const CODES = ["VALID", "NOT_A_CARD", "LOGIN_BADGE", "EU_CERTIFICATE", "WRONG_BASE", "OVERSIZE", "MALFORMED_TEXT",
  "MALFORMED_CBOR", "MALFORMED_COSE", "UNSUPPORTED_ALGORITHM", "UNKNOWN_SIGNER", "OUTSIDE_SIGNER_WINDOW", "FORGED",
  "MALFORMED_CLAIMS", "NOT_YET_VALID", "EXPIRED", "NO_STATUS_LIST", "STATUS_LIST_INVALID", "STATUS_LIST_STALE",
  "STATUS_OUT_OF_RANGE", "REVOKED", "SUSPENDED", "REPLACED", "DEVICE_PROOF_FORGED", "DEVICE_PROOF_OLD", "NO_TRUST_LIST"];

const KID_BYTES = 8;
/** How far two clocks may differ, in seconds. */
const SKEW = 300;
/** A status list from further ahead means that the clock of this device is wrong: then no date on a card is to be believed. */
const LIST_SKEW = 3600;
const BITS = 2;

/**
 * @param lists trust: the trust list or null; statuses: from the address of a status list to the list, or to null where what came
 *   from there is none; bases: addresses of cards while there is no trust list; refuseAfter: age of a status list, in seconds,
 *   from which nothing is concluded from it
 * @param now seconds since 1970
 * @returns {Promise<{code: string, card?: object, age?: number, late?: number}>} the card only where its signature is right; the age
 *   of its status list in seconds; by how many seconds the time of a phone's proof differs
 */
export async function judge(text, lists, now) {
  const found = {};
  try {
    await examine(text, lists, now, found);
    return { code: "VALID", ...found };
  } catch (fault) {
    // Nothing but a fault is expected here; should a browser fail in another way, the card is refused all the same.
    return { code: fault instanceof Fault ? fault.code : "MALFORMED_COSE", ...found, ...fault instanceof Fault ? {} : { failed: String(fault) } };
  }
}

async function examine(text, { trust, statuses, bases, refuseAfter }, now, found) {
  const outer = readSign1(bytesOfText(text, trust?.bases ?? bases));
  const proof = proofIn(outer);
  const message = proof?.card ?? outer;
  const signer = signerOf(message, trust, now);
  const claims = await authentic(message, signer);
  const times = timesOf(claims);
  if (times.from < signer.from || times.from >= signer.to || times.until > signer.until) throw new Fault("OUTSIDE_SIGNER_WINDOW");
  const card = readCard(claims);
  const phone = await keyOfPhone(card.phone);
  found.card = card;
  if (now + SKEW < card.from) throw new Fault("NOT_YET_VALID");
  if (now >= card.until) throw new Fault("EXPIRED");
  standing(found, statuses, refuseAfter, now);
  if (proof) found.late = now - proof.step * STEP;
  await judgeProof(proof, phone, now);
}

function signerOf({ protectedHeader, unprotectedHeader }, trust, now) {
  const kid = protectedHeader.get(KID);
  const plain = [...protectedHeader.keys()].every(key => key === ALG || key === KID) && !unprotectedHeader.size;
  if (!plain || !(kid instanceof Uint8Array) || kid.length !== KID_BYTES) throw new Fault("MALFORMED_COSE");
  if (protectedHeader.get(ALG) !== ES256) throw new Fault("UNSUPPORTED_ALGORITHM");
  if (!trust || now >= trust.until) throw new Fault("NO_TRUST_LIST");
  const signer = trust.signers.get(base64urlOf(kid));
  if (!signer) throw new Fault("UNKNOWN_SIGNER");
  return signer;
}

/** Claims are looked at only after their signature. */
async function authentic(message, signer) {
  const key = await signer.key().catch(() => null);
  if (!key) throw new Fault("UNKNOWN_SIGNER");
  if (!await signedBy(key, message)) throw new Fault("FORGED");
  try {
    return decode(message.payload);
  } catch {
    throw new Fault("MALFORMED_CLAIMS");
  }
}

function standing(found, statuses, refuseAfter, now) {
  const { list: uri, index } = found.card;
  if (!statuses.has(uri)) throw new Fault("NO_STATUS_LIST");
  const list = statuses.get(uri);
  if (!list || list.uri !== uri || list.bits !== BITS || list.issued > now + LIST_SKEW) throw new Fault("STATUS_LIST_INVALID");
  found.age = Math.max(0, now - list.issued);
  if (found.age >= refuseAfter || now >= list.until) throw new Fault("STATUS_LIST_STALE");
  const state = stateAt(list, index);
  if (state === undefined) throw new Fault("STATUS_OUT_OF_RANGE");
  if (state === REVOKED) throw new Fault("REVOKED");
  if (state === SUSPENDED) throw new Fault("SUSPENDED");
  if (state === REPLACED) throw new Fault("REPLACED");
}
