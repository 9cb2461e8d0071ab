import type { Guard } from '@/api/risk';
import { count, missing, money, percent, quantity } from '@/format/number';
import { duration } from '@/format/time';

/** How a guard stands now: that a pause has passed is known before its run says so. */
export const stateOf = (guard: Guard, now: number): Guard['state'] =>
  guard.state === 'tripped' && guard.until !== null && guard.until < now ? 'ok' : guard.state;

/** How long it still blocks; a dash where it does not, or where no time ends it. */
export const leftOf = (guard: Guard, now: number): string =>
  stateOf(guard, now) === 'tripped' && guard.until !== null ? duration(guard.until - now) : missing;

/** A threshold or what is held against it, with its unit. */
export function valueOf(value: string | null, guard: Guard): string {
  if (value === null) return missing;
  switch (guard.unit) {
    case 'ratio':
      return percent(Number(value));
    case 'multiple':
      return `${quantity(value)}×`;
    case 'quote':
      return `${money(value)} ${guard.asset ?? 'quote'}`;
    case 'base':
      return `${quantity(value)} ${guard.asset ?? 'base'}`;
    case 'time':
      return duration(Number(value));
    case 'trades':
    case 'orders':
      return `${count(Number(value))} ${guard.unit}`;
    case null:
      return value;
  }
}

/** For who does not see the table: what blocks entries now. It changes only where that does. */
export function spoken(guards: Guard[], now: number): string {
  const tripped = guards.filter(guard => stateOf(guard, now) === 'tripped');
  if (tripped.length === 0) return 'No guard blocks entries.';
  return `Entries are blocked: ${tripped.map(guard => `${guard.scope}, ${guard.rule}`).join('; ')}.`;
}
