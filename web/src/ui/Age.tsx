import { age, dateTime } from '@/format/time';
import { useNow } from '@/state/now';

/** How long ago something was, kept current; the exact time is in the tooltip. */
export function Age({ at, suffix = '' }: { at: number | null | undefined; suffix?: string }) {
  const now = useNow();
  if (at === null || at === undefined) return <>—</>;
  return (
    <time dateTime={new Date(at).toISOString()} title={dateTime(at, true)}>
      {age(at, now)}
      {suffix}
    </time>
  );
}
