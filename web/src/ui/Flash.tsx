import { type ReactNode, useEffect, useRef } from 'react';

let reduced: MediaQueryList | undefined;
/** Asked of the browser once: hundreds of cells may change in one frame. */
const isStill = (): boolean => (reduced ??= matchMedia('(prefers-reduced-motion: reduce)')).matches;

/** Flashes its background for 400 ms when the value changes; never with reduced motion. */
export function Flash({ value, children }: { value: string | number | null | undefined; children: ReactNode }) {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef(value);
  useEffect(() => {
    if (Object.is(before.current, value)) return;
    before.current = value;
    if (isStill()) return;
    // By its name: to read the colour would have the page's style worked out anew for every cell.
    element.current?.animate([{ background: 'var(--bg-3)' }, { background: 'transparent' }], { duration: 400 });
  }, [value]);
  return <span ref={element}>{children}</span>;
}
