// QR codes (ISO/IEC 18004) of an address with digits behind it: one segment of bytes, one of digits, error correction L. On a screen the
// size of a module matters more than the level.

/** Codewords of error correction in a block, and blocks, of level L by version. */
const CORRECTION = [0, 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
const BLOCKS = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];
const LATEST = CORRECTION.length - 1;
const BYTES = 4, DIGITS = 1;

/** How a mask decides whether it turns a module over. */
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  x => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2,
  (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

/**
 * The code of these two texts, one behind the other.
 *
 * @param address as UTF-8
 * @param digits decimal digits
 * @returns {boolean[][]} rows of modules, true for dark, without the margin
 * @throws {RangeError} where there is more than a code of version 20 holds
 */
export function qrOf(address, digits) {
  const bytes = new TextEncoder().encode(address);
  for (let version = 1; version <= LATEST; version++) {
    const bits = segments(bytes, digits, version);
    const room = (rawModules(version) >> 3) - CORRECTION[version] * BLOCKS[version];
    if (bits.length <= room * 8) return new Drawing(version).code(corrected(filled(bits, room), version));
  }
  throw new RangeError("a text for a code of version 20 or less expected");
}

/** The dark modules as the path of an SVG, with a margin of so many modules. */
export function pathOf(rows, margin) {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from + margin} ${y + margin}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  });
  return path;
}

function segments(bytes, digits, version) {
  const bits = [];
  const put = (value, width) => { while (width-- > 0) bits.push(value >>> width & 1); };
  put(BYTES, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(DIGITS, 4);
  put(digits.length, version < 10 ? 10 : 12);
  for (let at = 0; at < digits.length; at += 3) {
    const group = digits.slice(at, at + 3);
    put(Number(group), group.length * 3 + 1);
  }
  return bits;
}

/** The bits as bytes, with what fills the room that is left. */
function filled(bits, room) {
  const all = bits.concat(Array(Math.min(4, room * 8 - bits.length)).fill(0));
  while (all.length % 8) all.push(0);
  const bytes = Array.from({ length: all.length / 8 }, (_, i) => all.slice(8 * i, 8 * i + 8).reduce((sum, bit) => sum << 1 | bit, 0));
  for (let pad = 0xec; bytes.length < room; pad ^= 0xec ^ 0x11) bytes.push(pad);
  return bytes;
}

function rawModules(version) {
  const several = version < 2 ? 0 : Math.floor(version / 7) + 2;
  return (16 * version + 128) * version + 64 - (several ? (25 * several - 10) * several - 55 : 0) - (version < 7 ? 0 : 36);
}

/** Blocks with their codewords of correction, woven together. */
function corrected(data, version) {
  const blocks = BLOCKS[version];
  const raw = rawModules(version) >> 3;
  const short = blocks - raw % blocks;
  const length = Math.floor(raw / blocks) - CORRECTION[version];
  const divisor = generator(CORRECTION[version]);
  const woven = [];
  let at = 0;
  const all = Array.from({ length: blocks }, (_, i) => {
    const block = data.slice(at, at += length + (i < short ? 0 : 1));
    return { block, correction: remainder(block, divisor) };
  });
  for (let i = 0; i <= length; i++) for (const { block } of all) if (i < block.length) woven.push(block[i]);
  for (let i = 0; i < divisor.length; i++) for (const { correction } of all) woven.push(correction[i]);
  return woven;
}

function generator(degree) {
  const result = Array(degree).fill(0);
  result[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) result[j] = times(result[j], root) ^ (result[j + 1] ?? 0);
  }
  return result;
}

function remainder(data, divisor) {
  const result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    divisor.forEach((each, i) => { result[i] ^= times(each, factor); });
  }
  return result;
}

/** In GF(2^8) by x^8 + x^4 + x^3 + x^2 + 1. */
function times(x, y) {
  let product = 0;
  for (let i = 7; i >= 0; i--) product = product << 1 ^ (product >>> 7) * 0x11d ^ (y >>> i & 1) * x;
  return product;
}

class Drawing {
  constructor(version) {
    this.version = version;
    this.size = 17 + 4 * version;
    this.rows = Array.from({ length: this.size }, () => Array(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => Array(this.size).fill(false));
  }

  code(codewords) {
    this.patterns();
    this.data(codewords);
    let best;
    for (let mask = 0; mask < 8; mask++) {
      this.turn(mask);
      this.format(mask);
      const penalty = penaltyOf(this.rows);
      if (!best || penalty < best.penalty) best = { mask, penalty };
      this.turn(mask);
    }
    this.turn(best.mask);
    this.format(best.mask);
    return this.rows;
  }

  set(x, y, dark) {
    this.rows[y][x] = Boolean(dark);
    this.fixed[y][x] = true;
  }

  patterns() {
    const { size, version } = this;
    for (let i = 0; i < size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) this.finder(x, y);
    const places = alignments(version);
    const last = places.length - 1;
    places.forEach((x, i) => places.forEach((y, j) => {
      if (!(i === 0 && j === 0 || i === 0 && j === last || i === last && j === 0)) this.alignment(x, y);
    }));
    this.format(0);
    if (version >= 7) this.versions();
  }

  finder(x, y) {
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const away = Math.max(Math.abs(dx), Math.abs(dy));
        if (x + dx >= 0 && x + dx < this.size && y + dy >= 0 && y + dy < this.size) this.set(x + dx, y + dy, away !== 2 && away !== 4);
      }
    }
  }

  alignment(x, y) {
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) this.set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  }

  /** Level L is 01. */
  format(mask) {
    const data = 1 << 3 | mask;
    let rest = data;
    for (let i = 0; i < 10; i++) rest = rest << 1 ^ (rest >>> 9) * 0x537;
    const bits = (data << 10 | rest) ^ 0x5412;
    const bit = i => bits >>> i & 1;
    for (let i = 0; i <= 5; i++) this.set(8, i, bit(i));
    this.set(8, 7, bit(6));
    this.set(8, 8, bit(7));
    this.set(7, 8, bit(8));
    for (let i = 9; i < 15; i++) this.set(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i++) this.set(this.size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i++) this.set(8, this.size - 15 + i, bit(i));
    this.set(8, this.size - 8, true);
  }

  versions() {
    let rest = this.version;
    for (let i = 0; i < 12; i++) rest = rest << 1 ^ (rest >>> 11) * 0x1f25;
    const bits = this.version << 12 | rest;
    for (let i = 0; i < 18; i++) {
      const far = this.size - 11 + i % 3;
      const near = Math.floor(i / 3);
      this.set(far, near, bits >>> i & 1);
      this.set(near, far, bits >>> i & 1);
    }
  }

  data(codewords) {
    let i = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step++) {
        for (const x of [right, right - 1]) {
          const y = (right + 1 & 2) === 0 ? this.size - 1 - step : step;
          if (this.fixed[y][x] || i >= codewords.length * 8) continue;
          this.rows[y][x] = Boolean(codewords[i >>> 3] >>> 7 - (i & 7) & 1);
          i++;
        }
      }
    }
  }

  turn(mask) {
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++) {
        if (!this.fixed[y][x] && MASKS[mask](x, y) === 0) this.rows[y][x] = !this.rows[y][x];
      }
    }
  }
}

function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 4 + count * 2 + 1) / (count * 2 - 2)) * 2;
  const places = [6];
  for (let at = version * 4 + 10; places.length < count; at -= step) places.splice(1, 0, at);
  return places;
}

/** How ill a code is to read: long runs, blocks of one colour, what looks like a finder, more dark than light. */
function penaltyOf(rows) {
  const size = rows.length;
  const column = x => rows.map(row => row[x]);
  let penalty = 0;
  for (let i = 0; i < size; i++) penalty += lineOf(rows[i]) + lineOf(column(i));
  let dark = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const colour = rows[y][x];
      if (colour) dark++;
      if (x + 1 < size && y + 1 < size && colour === rows[y][x + 1] && colour === rows[y + 1][x] && colour === rows[y + 1][x + 1]) penalty += 3;
    }
  }
  const total = size * size;
  return penalty + 10 * (Math.ceil(Math.abs(dark * 20 - total * 10) / total) - 1);
}

function lineOf(line) {
  let penalty = 0;
  const runs = [0, 0, 0, 0, 0, 0, 0];
  const push = run => {
    // What lies outside the code is light.
    runs.unshift(runs[0] === 0 ? run + line.length : run);
    runs.pop();
  };
  const finders = () => {
    const n = runs[1];
    const core = n > 0 && runs[2] === n && runs[3] === n * 3 && runs[4] === n && runs[5] === n;
    return (core && runs[0] >= n * 4 && runs[6] >= n ? 1 : 0) + (core && runs[6] >= n * 4 && runs[0] >= n ? 1 : 0);
  };
  let colour = false;
  let run = 0;
  for (const module of line) {
    if (module === colour) {
      run++;
      if (run === 5) penalty += 3;
      else if (run > 5) penalty++;
    } else {
      push(run);
      if (!colour) penalty += finders() * 40;
      colour = module;
      run = 1;
    }
  }
  if (colour) {
    push(run);
    run = 0;
  }
  push(run + line.length);
  return penalty + finders() * 40;
}
