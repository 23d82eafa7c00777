// Base45 (RFC 9285).
import { Fault } from "./fault.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The bytes that this text stands for. */
export function bytesOfBase45(text) {
  if (text.length % 3 === 1) throw new Fault("MALFORMED_TEXT");
  const bytes = new Uint8Array(2 * Math.floor(text.length / 3) + (text.length % 3 ? 1 : 0));
  for (let at = 0, into = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), letter => ALPHABET.indexOf(letter));
    if (group.includes(-1)) throw new Fault("MALFORMED_TEXT");
    const number = group[0] + 45 * group[1] + 2025 * (group[2] ?? 0);
    if (number > (group.length === 3 ? 0xffff : 0xff)) throw new Fault("MALFORMED_TEXT");
    if (group.length === 3) bytes[into++] = number >> 8;
    bytes[into++] = number & 255;
  }
  return bytes;
}
