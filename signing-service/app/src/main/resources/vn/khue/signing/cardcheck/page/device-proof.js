// What a phone shows: a card, and the present time, signed by a key that never leaves the phone.
import { decode } from "./cbor.js";
import { ALG, ES256, KID, readSign1, signedBy } from "./cose.js";
import { keyOfPoint } from "./es256.js";
import { Fault } from "./fault.js";

/** Seconds of a step, and how many steps the phone's time may differ from ours. */
export const STEP = 15;
const APART = 2;
/** Major type of CBOR: claims are a map. */
const ARRAY = 4;

/** The proof in this message, or null where the message is a card itself: that bears the name of its signer's key, and a proof none. */
export function proofIn(message) {
  const { protectedHeader, unprotectedHeader, payload } = message;
  if (protectedHeader.has(KID) || payload[0] >> 5 !== ARRAY) return null;
  if ([...protectedHeader.keys()].some(key => key !== ALG) || unprotectedHeader.size) throw new Fault("MALFORMED_COSE");
  const [bytes, step, ...more] = listIn(payload);
  if (more.length || !(bytes instanceof Uint8Array) || !Number.isSafeInteger(step)) throw new Fault("MALFORMED_COSE");
  const card = readSign1(bytes);
  if (protectedHeader.get(ALG) !== ES256) throw new Fault("UNSUPPORTED_ALGORITHM");
  return { message, card, step };
}

function listIn(payload) {
  try {
    return decode(payload);
  } catch {
    throw new Fault("MALFORMED_COSE");
  }
}

/** The key of the phone that a card belongs into; undefined where it belongs into none. */
export async function keyOfPhone(phone) {
  if (!phone) return undefined;
  try {
    return await keyOfPoint(phone.x, phone.y);
  } catch {
    throw new Fault("MALFORMED_CLAIMS");
  }
}

/** A card that belongs into a phone needs a proof, and only such a card has one. */
export async function judgeProof(proof, key, now) {
  if (!proof && !key) return;
  if (!proof || !key || !await signedBy(key, proof.message)) throw new Fault("DEVICE_PROOF_FORGED");
  if (Math.abs(Math.floor(now / STEP) - proof.step) > APART) throw new Fault("DEVICE_PROOF_OLD");
}
