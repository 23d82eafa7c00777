// CBOR (RFC 8949) as cards use it: deterministic (clause 4.2.1), no floating point, nothing indefinite. Bounded before anything is read.
import { Fault } from "./fault.js";

const DEPTH = 8;
const ITEMS = 512;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A tagged value. */
export class Tagged {
  constructor(tag, value) {
    this.tag = tag;
    this.value = value;
  }
}

/**
 * The one value that these bytes are: number (bigint beyond 2^53), Uint8Array, string, array, Map, Tagged, boolean or null.
 *
 * @param sorted whether the keys of maps must be in order; no key may come twice either way
 */
export function decode(bytes, { sorted = true } = {}) {
  const reader = new Reader(bytes, sorted);
  const value = reader.value(0);
  if (reader.at !== bytes.length) throw new Fault("MALFORMED_CBOR");
  return value;
}

class Reader {
  constructor(bytes, sorted) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.sorted = sorted;
    this.at = 0;
    this.items = 0;
  }

  value(depth) {
    if (depth > DEPTH || ++this.items > ITEMS) throw new Fault("MALFORMED_CBOR");
    const first = this.take(1)[0];
    const major = first >> 5;
    if (major === 7) return simple(first);
    const argument = this.argument(first & 31);
    switch (major) {
      case 0: return argument;
      case 1: return typeof argument === "bigint" ? -1n - argument : -1 - argument;
      case 2: return this.take(argument).slice();
      case 3: return text(this.take(argument));
      case 4: return Array.from({ length: this.count(argument) }, () => this.value(depth + 1));
      case 5: return this.map(this.count(argument), depth + 1);
      default: return new Tagged(argument, this.value(depth + 1));
    }
  }

  map(size, depth) {
    const map = new Map();
    const seen = new Set();
    let last;
    for (let i = 0; i < size; i++) {
      const from = this.at;
      const key = this.value(depth);
      const encoded = this.bytes.subarray(from, this.at);
      if (typeof key !== "number" && typeof key !== "string") throw new Fault("MALFORMED_CBOR");
      if (this.sorted ? last && order(last, encoded) >= 0 : seen.has(key)) throw new Fault("MALFORMED_CBOR");
      last = encoded;
      seen.add(key);
      map.set(key, this.value(depth));
    }
    return map;
  }

  /** The shortest form only. */
  argument(info) {
    if (info < 24) return info;
    if (info > 27) throw new Fault("MALFORMED_CBOR");
    const width = 1 << (info - 24);
    const from = this.at;
    this.take(width);
    if (width === 8) {
      const big = this.view.getBigUint64(from);
      if (big <= 0xffffffffn) throw new Fault("MALFORMED_CBOR");
      return big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
    }
    const number = width === 1 ? this.view.getUint8(from) : width === 2 ? this.view.getUint16(from) : this.view.getUint32(from);
    const least = width === 1 ? 24 : width === 2 ? 0x100 : 0x10000;
    if (number < least) throw new Fault("MALFORMED_CBOR");
    return number;
  }

  /** What is left must be able to hold so many values. */
  count(argument) {
    if (typeof argument === "bigint" || argument > this.bytes.length - this.at) throw new Fault("MALFORMED_CBOR");
    return argument;
  }

  take(length) {
    this.count(length);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function simple(first) {
  if (first === 0xf4 || first === 0xf5) return first === 0xf5;
  if (first === 0xf6) return null;
  throw new Fault("MALFORMED_CBOR");
}

function text(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Fault("MALFORMED_CBOR");
  }
}

/** Below zero where the first comes first, byte by byte. */
function order(first, second) {
  for (let i = 0; i < Math.min(first.length, second.length); i++) {
    if (first[i] !== second[i]) return first[i] - second[i];
  }
  return first.length - second.length;
}
