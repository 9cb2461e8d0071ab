import type { Strategy } from '@/api/research';

/** Values of a form as a request: what is empty or still the default is left out. */
export function toParameters(
  strategy: Pick<Strategy, 'parameters'>,
  values: Record<string, string>,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const parameter of strategy.parameters) {
    const text = values[parameter.name]?.trim() ?? '';
    if (text !== '' && text !== parameter.default) result[parameter.name] = text;
  }
  return result;
}

/** One rule a line. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');

/** A date field is the start of its day in UTC. */
export function dayToMs(text: string): number | undefined {
  if (text === '') return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) ? time : undefined;
}

/** What is wrong with a parameter's text; undefined where nothing is. The server checks again. */
export function parameterFault(parameter: Strategy['parameters'][number], text: string): string | undefined {
  if (text.trim() === '') return parameter.default === null ? 'A value is needed' : undefined;
  if (parameter.type !== 'whole-number' && parameter.type !== 'number') return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return 'A number';
  if (parameter.type === 'whole-number' && !Number.isInteger(value)) return 'A whole number';
  const { min, max } = parameter;
  if (min !== null && value < min) return `At least ${min}`;
  if (max !== null && value > max) return `At most ${max}`;
  return undefined;
}
