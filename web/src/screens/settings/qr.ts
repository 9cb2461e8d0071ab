/** A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, versions 1 to 10, mask chosen by the standard's penalties. */

// Per version: codewords of error correction per block, and the data codewords of each block (table 9, level M).
const blocks: readonly (readonly [number, readonly number[]])[] = [
  [10, [16]],
  [16, [28]],
  [26, [44]],
  [18, [32, 32]],
  [24, [43, 43]],
  [16, [27, 27, 27, 27]],
  [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]],
  [22, [36, 36, 36, 37, 37]],
  [26, [43, 43, 43, 43, 44]],
];
const alignment: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const exp = new Uint8Array(512);
const log = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  exp[i] = exp[i + 255] = x;
  log[x] = i;
  x = (x << 1) ^ (x & 0x80 ? 0x11d : 0);
}
const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (exp[(log[a] as number) + (log[b] as number)] as number);

/** The remainder of the data by the generator polynomial of that degree. */
export function errorCorrection(data: readonly number[], degree: number): number[] {
  let generator = [1];
  for (let i = 0; i < degree; i++) {
    const next = Array.from({ length: generator.length + 1 }, () => 0);
    generator.forEach((value, at) => {
      next[at] = (next[at] as number) ^ value;
      next[at + 1] = (next[at + 1] as number) ^ times(value, exp[i] as number);
    });
    generator = next;
  }
  const rest = Array.from({ length: degree }, () => 0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() as number);
    rest.push(0);
    for (let i = 0; i < degree; i++) rest[i] = (rest[i] as number) ^ times(generator[i + 1] as number, factor);
  }
  return rest;
}

function codewords(text: string): { version: number; bytes: number[] } {
  const content = new TextEncoder().encode(text);
  const version =
    blocks.findIndex(([, sizes], at) => sizes.reduce((a, b) => a + b, 0) >= content.length + (at < 9 ? 2 : 3)) + 1;
  if (version === 0) throw new RangeError(`${content.length} bytes are too long for a code; at most 213`);
  const [degree, sizes] = blocks[version - 1] as (typeof blocks)[number];
  const capacity = sizes.reduce((a, b) => a + b, 0);
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  put(4, 4);
  put(content.length, version < 10 ? 8 : 16);
  for (const byte of content) put(byte, 8);
  put(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let i = 0; i < bits.length; i += 8) data.push(bits.slice(i, i + 8).reduce((a, b) => (a << 1) | b, 0));
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad);
  let from = 0;
  const parts = sizes.map(size => data.slice(from, (from += size)));
  const checks = parts.map(part => errorCorrection(part, degree));
  const bytes: number[] = [];
  for (let i = 0; i < Math.max(...sizes); i++)
    for (const part of parts) if (i < part.length) bytes.push(part[i] as number);
  for (let i = 0; i < degree; i++) for (const check of checks) bytes.push(check[i] as number);
  return { version, bytes };
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  r => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

type Grid = (boolean | undefined)[][];

/** Finder, timing and alignment patterns; places for format and version are kept free. */
function frame(version: number): Grid {
  const size = version * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined));
  const set = (r: number, c: number, value: boolean) => {
    const row = grid[r];
    if (row !== undefined && c >= 0 && c < size) row[c] = value;
  };
  for (const [top, left] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    for (let r = -1; r <= 7; r++)
      for (let c = -1; c <= 7; c++) {
        const ring = Math.max(Math.abs(r - 3), Math.abs(c - 3));
        set(top + r, left + c, ring !== 2 && ring !== 4);
      }
  }
  const centres = alignment[version - 1] ?? [];
  for (const r of centres)
    for (const c of centres) {
      if ((r === 6 && c === 6) || (r === 6 && c === size - 7) || (r === size - 7 && c === 6)) continue;
      for (let y = -2; y <= 2; y++)
        for (let x = -2; x <= 2; x++) set(r + y, c + x, Math.max(Math.abs(y), Math.abs(x)) !== 1);
    }
  for (let i = 8; i < size - 8; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (let i = 0; i < 9; i++) {
    if (grid[8]?.[i] === undefined) set(8, i, false);
    if (grid[i]?.[8] === undefined) set(i, 8, false);
    if (i < 8) {
      set(8, size - 1 - i, false);
      set(size - 1 - i, 8, false);
    }
  }
  set(size - 8, 8, true);
  if (version >= 7) {
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const value = ((bits >> i) & 1) === 1;
      set(Math.floor(i / 3), size - 11 + (i % 3), value);
      set(size - 11 + (i % 3), Math.floor(i / 3), value);
    }
  }
  return grid;
}

function putFormat(grid: boolean[][], mask: number): void {
  const size = grid.length;
  let rest = mask;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (i: number) => ((bits >> i) & 1) === 1;
  const set = (r: number, c: number, value: boolean) => ((grid[r] as boolean[])[c] = value);
  for (let i = 0; i < 6; i++) set(i, 8, bit(i));
  set(7, 8, bit(6));
  set(8, 8, bit(7));
  set(8, 7, bit(8));
  for (let i = 9; i < 15; i++) set(8, 14 - i, bit(i));
  for (let i = 0; i < 8; i++) set(8, size - 1 - i, bit(i));
  for (let i = 8; i < 15; i++) set(size - 15 + i, 8, bit(i));
}

/** How hard a grid is to read (section 7.8.3). */
function penalty(grid: boolean[][]): number {
  const size = grid.length;
  let score = 0;
  let dark = 0;
  for (let a = 0; a < size; a++) {
    for (const line of [grid[a] as boolean[], grid.map(row => row[a] as boolean)]) {
      let run = 1;
      for (let i = 1; i <= size; i++) {
        if (i < size && line[i] === line[i - 1]) run++;
        else {
          if (run >= 5) score += run - 2;
          run = 1;
        }
      }
      const text = line.map(value => (value ? 1 : 0)).join('');
      for (const pattern of ['10111010000', '00001011101']) {
        for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) score += 40;
      }
    }
    for (let b = 0; b < size; b++) {
      if (grid[a]?.[b]) dark++;
      if (
        a > 0 &&
        b > 0 &&
        grid[a]?.[b] === grid[a - 1]?.[b] &&
        grid[a]?.[b] === grid[a]?.[b - 1] &&
        grid[a]?.[b] === grid[a - 1]?.[b - 1]
      )
        score += 3;
    }
  }
  return score + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10;
}

/** The modules of the code, row by row; true is dark. Without the quiet zone of four modules. */
export function qrModules(text: string): boolean[][] {
  const { version, bytes } = codewords(text);
  const base = frame(version);
  const size = base.length;
  const cells: [number, number][] = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const r = up ? size - 1 - i : i;
      for (const c of [right, right - 1]) if (base[r]?.[c] === undefined) cells.push([r, c]);
    }
  }
  let best: boolean[][] = [];
  let least = Infinity;
  masks.forEach((masked, mask) => {
    const grid = base.map(row => row.map(value => value ?? false));
    cells.forEach(([r, c], at) => {
      const bit = (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1;
      (grid[r] as boolean[])[c] = bit !== masked(r, c);
    });
    putFormat(grid, mask);
    const score = penalty(grid);
    if (score < least) [least, best] = [score, grid];
  });
  return best;
}
