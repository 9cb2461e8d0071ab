// How values become text in the log: texts as they are, everything else as JSON would be, with limits.

const LONGEST_LINE = 1_000;
const LONGEST_LIST = 100;
const DEEPEST = 4;

/** One line of the log. */
export function line(values: readonly unknown[]): string {
  const text = values.map(value => (typeof value === 'string' ? value : textOf(value, 0))).join(' ');
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE - 1)}…` : text;
}

function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > LONGEST_LINE ? value.slice(0, LONGEST_LINE) : value);
  if (typeof value === 'function') return `[function ${value.name || 'without a name'}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (depth >= DEEPEST) return Array.isArray(value) ? '[…]' : '{…}';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return listText(value as unknown as ArrayLike<unknown>, depth);
  if (value instanceof Map) return `Map ${listText([...value], depth)}`;
  if (value instanceof Set) return `Set ${listText([...value], depth)}`;
  return objectText(value, depth);
}

function listText(list: ArrayLike<unknown>, depth: number): string {
  const shown: string[] = [];
  for (let i = 0; i < Math.min(list.length, LONGEST_LIST); i++) shown.push(textOf(list[i], depth + 1));
  if (list.length > LONGEST_LIST) shown.push(`… ${list.length - LONGEST_LIST} more`);
  return `[${shown.join(', ')}]`;
}

function objectText(value: object, depth: number): string {
  const names = Object.keys(value);
  const shown = names
    .slice(0, LONGEST_LIST)
    .map(name => `${name}: ${textOf((value as Record<string, unknown>)[name], depth + 1)}`);
  if (names.length > LONGEST_LIST) shown.push(`… ${names.length - LONGEST_LIST} more`);
  return shown.length === 0 ? '{}' : `{ ${shown.join(', ')} }`;
}
