// What the protocol uses of Deno's globals: the language's own library does not name it.

declare class TextEncoder {
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

declare function structuredClone<T>(value: T): T;
