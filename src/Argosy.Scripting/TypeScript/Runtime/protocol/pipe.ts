// Frames on the pipes to the engine: four bytes of length, least first, then so many bytes. One is asked, one is answered.

declare const Deno: {
  stdin: { readSync(into: Uint8Array): number | null };
  stdout: { writeSync(bytes: Uint8Array): number };
};

const stdin = Deno.stdin;
const stdout = Deno.stdout;
const HEAD = 8; // the length stands in the last four, so that what follows is aligned
const MOST = 64 << 20;

let received = new ArrayBuffer(1 << 18);
let bytes = new Uint8Array(received);
let first = bytes.subarray(HEAD - 4);
let view = new DataView(received);
let at = 0;
let end = 0;

/** Waits for the next frame; false at the end of the pipe. */
export function receive(): boolean {
  let got = 0;
  while (got < 4) {
    const n = stdin.readSync(got === 0 ? first : first.subarray(got));
    if (n === null || n === 0) return false;
    got += n;
  }
  const length = view.getUint32(HEAD - 4, true);
  if (length > MOST) throw new Error(`a frame of ${length} bytes is none`);
  if (HEAD + length > bytes.length) grow(HEAD + length, HEAD - 4 + got);
  while (got < 4 + length) {
    const n = stdin.readSync(bytes.subarray(HEAD - 4 + got, HEAD + length));
    if (n === null || n === 0) return false;
    got += n;
  }
  at = HEAD;
  end = HEAD + length;
  return true;
}

function grow(size: number, kept: number): void {
  const larger = new Uint8Array(new ArrayBuffer(Math.max(size, received.byteLength * 2)));
  larger.set(bytes.subarray(0, kept));
  bytes = larger;
  received = larger.buffer;
  first = bytes.subarray(HEAD - 4);
  view = new DataView(received);
}

/** Reads the frame received last. */
export const frame = {
  u8(): number {
    return bytes[at++]!;
  },
  u16(): number {
    at += 2;
    return view.getUint16(at - 2, true);
  },
  u32(): number {
    at += 4;
    return view.getUint32(at - 4, true);
  },
  i32(): number {
    at += 4;
    return view.getInt32(at - 4, true);
  },
  f64(): number {
    at += 8;
    return view.getFloat64(at - 8, true);
  },
  /** Numbers to copy from, at a place that is a multiple of eight. */
  column(rows: number): Float64Array {
    at += rows * 8;
    return new Float64Array(received, at - rows * 8, rows);
  },
  /** The rest as text. */
  text(): string {
    return new TextDecoder().decode(bytes.subarray(at, end));
  },
};

const encoder = new TextEncoder();
let out = new Uint8Array(1 << 16);
let outView = new DataView(out.buffer);
let to = 4;

function room(size: number): void {
  if (to + size <= out.length) return;
  const larger = new Uint8Array(Math.max(out.length * 2, to + size));
  larger.set(out.subarray(0, to));
  out = larger;
  outView = new DataView(out.buffer);
}

/** Writes the next frame. */
export const answer = {
  /** Bytes written so far. */
  get size(): number {
    return to - 4;
  },
  u8(value: number): void {
    room(1);
    out[to++] = value;
  },
  u16(value: number): void {
    room(2);
    outView.setUint16(to, value, true);
    to += 2;
  },
  u32(value: number): void {
    room(4);
    outView.setUint32(to, value, true);
    to += 4;
  },
  i32(value: number): void {
    room(4);
    outView.setInt32(to, value, true);
    to += 4;
  },
  f64(value: number): void {
    room(8);
    outView.setFloat64(to, value, true);
    to += 8;
  },
  /** Length in bytes, then UTF-8. */
  text(value: string): void {
    room(4 + value.length * 3);
    const { written } = encoder.encodeInto(value, out.subarray(to + 4));
    outView.setUint32(to, written, true);
    to += 4 + written;
  },
  /** Copies what was written elsewhere. */
  bytes(value: Uint8Array): void {
    room(value.length);
    out.set(value, to);
    to += value.length;
  },
  /** Sends it and begins the next one. */
  send(): void {
    outView.setUint32(0, to - 4, true);
    let sent = 0;
    while (sent < to) sent += stdout.writeSync(sent === 0 ? out.subarray(0, to) : out.subarray(sent, to));
    to = 4;
  },
};
