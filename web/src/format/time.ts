import { missing } from './number';

export type Zone = 'utc' | 'local' | (string & {});
type Ms = number | null | undefined;

let zone: Zone = 'utc';
const cache = new Map<string, Intl.DateTimeFormat>();

export function setZone(value: Zone): void {
  zone = value;
  cache.clear();
}

export const zoneLabel = (): string =>
  zone === 'utc' ? 'UTC' : zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;

function parts(at: number): Record<string, string> {
  let found = cache.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone === 'utc' ? 'UTC' : zone === 'local' ? undefined : zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    cache.set(zone, found);
  }
  return Object.fromEntries(found.formatToParts(at).map(part => [part.type, part.value]));
}

const isTime = (at: Ms): at is number => at !== null && at !== undefined && Number.isFinite(at);

/** 2026-11-21 14:03:22 in the chosen zone; with milliseconds in logs and tooltips. */
export function dateTime(at: Ms, withMs = false): string {
  return isTime(at) ? `${date(at)} ${clock(at, withMs)}` : missing;
}

export function date(at: Ms): string {
  if (!isTime(at)) return missing;
  const p = parts(at);
  return `${p.year}-${p.month}-${p.day}`;
}

export function clock(at: Ms, withMs = false): string {
  if (!isTime(at)) return missing;
  const p = parts(at);
  const ms = withMs ? `.${String(((at % 1000) + 1000) % 1000).padStart(3, '0')}` : '';
  return `${p.hour}:${p.minute}:${p.second}${ms}`;
}

/** 2d 9h: the two largest units; below a minute seconds, below a second milliseconds. */
export function duration(ms: Ms): string {
  if (!isTime(ms)) return missing;
  const size = Math.abs(ms);
  if (size < 1000) return `${Math.round(size)}ms`;
  const seconds = Math.floor(size / 1000);
  const [d, h, m, s] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  if (d > 0) return h > 0 ? `${d}d ${h}h` : `${d}d`;
  if (h > 0) return m > 0 ? `${h}h ${m}m` : `${h}h`;
  if (m > 0) return s > 0 ? `${m}m ${s}s` : `${m}m`;
  return `${s}s`;
}

/** How old something is, in one unit. */
export function age(at: Ms, now: number): string {
  if (!isTime(at)) return missing;
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86400)}d`;
}

/** In lists: relative when under 24 hours, else the date and time. */
export function listTime(at: Ms, now: number): string {
  if (!isTime(at)) return missing;
  return now - at < 86_400_000 && at <= now ? `${age(at, now)} ago` : dateTime(at);
}
