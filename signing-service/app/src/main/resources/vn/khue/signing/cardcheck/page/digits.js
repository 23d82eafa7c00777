// Bytes as decimal digits: 7 bytes as 17 digits, big-endian. The numeric mode of a QR code takes them at 3.33 bits each.
import { Fault } from "./fault.js";

const GROUP = 17;
// How many digits a last group of so many bytes takes.
const LAST = [0, 3, 5, 8, 10, 13, 15, 17];

/** These bytes as digits. */
export function digitsOf(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 7) {
    const group = bytes.subarray(at, at + 7);
    text += group.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n).toString().padStart(LAST[group.length], "0");
  }
  return text;
}

/** The bytes that these digits stand for; a group that is too long for its bytes, or whose length no bytes have, is malformed. */
export function bytesOfDigits(text) {
  const rest = LAST.indexOf(text.length % GROUP);
  if (rest < 0 || !/^\d+$/.test(text)) throw new Fault("MALFORMED_TEXT");
  const bytes = new Uint8Array(7 * Math.floor(text.length / GROUP) + rest);
  for (let at = 0, into = 0; at < text.length; at += GROUP, into += 7) {
    let number = BigInt(text.slice(at, at + GROUP));
    for (let i = Math.min(into + 7, bytes.length) - 1; i >= into; i--) {
      bytes[i] = Number(number & 255n);
      number >>= 8n;
    }
    if (number) throw new Fault("MALFORMED_TEXT");
  }
  return bytes;
}
