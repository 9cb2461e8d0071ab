import { type ReactNode, useEffect, useRef } from 'react';

/** Flashes its background for 400 ms when the value changes; never with reduced motion. */
export function Flash({ value, children }: { value: string | number | null | undefined; children: ReactNode }) {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef(value);
  useEffect(() => {
    if (Object.is(before.current, value)) return;
    before.current = value;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--bg-3');
    element.current?.animate([{ background: colour }, { background: 'transparent' }], { duration: 400 });
  }, [value]);
  return <span ref={element}>{children}</span>;
}
