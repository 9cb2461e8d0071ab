const units: Record<string, number> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
};

/** Length of a candle in ms; a month is taken for 30 days. A minute where the text is none. */
export function timeframeMs(text: string): number {
  const parts = /^(\d+)([smhdwM])$/.exec(text);
  return parts === null ? 60_000 : Number(parts[1]) * (units[parts[2] as string] as number);
}
