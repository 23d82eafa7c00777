// From what a QR code says to the bytes of a card.
import { bytesOfBase45 } from "./base45.js";
import { bytesOfDigits } from "./digits.js";
import { Fault } from "./fault.js";

/** Bytes of the longest card, as a phone shows it, and characters of the longest text that is looked at. */
const MOST_BYTES = 512;
const MOST_TEXT = 4096;
const PATH = "/v#";

/**
 * The bytes of the card in this text.
 *
 * @param bases addresses before "/v#" that cards of ours have
 */
export function bytesOfText(text, bases) {
  if (typeof text !== "string") throw new Fault("NOT_A_CARD");
  if (text.length > MOST_TEXT) throw new Fault("OVERSIZE");
  const said = text.trim();
  if (said.startsWith("HC1:")) throw new Fault("EU_CERTIFICATE");
  if (/^KHUE1:/i.test(said)) throw new Fault("LOGIN_BADGE");
  if (said.startsWith("TH1:")) return decoded(said.slice(4), 2 / 3, bytesOfBase45);
  const path = said.indexOf(PATH);
  if (path < 0 || !/^https?:\/\//.test(said)) throw new Fault("NOT_A_CARD");
  const digits = said.slice(path + PATH.length);
  if (!bases.includes(said.slice(0, path))) throw new Fault(/^\d+$/.test(digits) ? "WRONG_BASE" : "NOT_A_CARD");
  return decoded(digits, 7 / 17, bytesOfDigits);
}

function decoded(text, bytesEach, decode) {
  if (!text) throw new Fault("MALFORMED_TEXT");
  if (Math.floor(text.length * bytesEach) > MOST_BYTES) throw new Fault("OVERSIZE");
  return decode(text);
}
