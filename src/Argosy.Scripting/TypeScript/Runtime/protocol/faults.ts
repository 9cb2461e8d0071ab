// What went wrong in a bot, in words with the place in its own file.

/** E.g. "TypeError: x is undefined (bot.ts:12:5)". */
export function describe(fault: unknown, file: string): string {
  if (!(fault instanceof Error)) return `a value was thrown that is no error: ${spelled(fault)}`;
  const where = place(fault, file);
  return `${fault.name}: ${fault.message}${where === '' ? '' : ` (${where})`}`;
}

// The innermost line of the stack that lies in the bot's own file.
function place(fault: Error, file: string): string {
  const stack = typeof fault.stack === 'string' ? fault.stack : '';
  const ends = `/${encodeURI(file)}:`;
  for (const line of stack.split('\n')) {
    const begin = line.indexOf(ends);
    const at = begin < 0 ? null : /^(\d+):(\d+)/.exec(line.slice(begin + ends.length));
    if (at) return `${file}:${at[1]}:${at[2]}`;
  }
  return '';
}

function spelled(value: unknown): string {
  try {
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  } catch {
    return typeof value;
  }
}
