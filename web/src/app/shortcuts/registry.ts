import { useEffect, useRef } from 'react';
import { preference } from '@/state/preferences';

export interface Shortcut {
  /** `mod+k`, `ctrl+shift+k`, `g f`, `?`. */
  keys: string;
  label: string;
  group: string;
  run: () => void;
}

const registered = new Set<Shortcut>();
let pending: string | null = null;
let pendingTimer: ReturnType<typeof setTimeout> | undefined;

/** Every shortcut that works now, for the sheet. */
export const shortcuts = (): Shortcut[] => [...registered];

/** Makes a shortcut work while the component is shown. */
export function useShortcut(keys: string, label: string, group: string, run: () => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const shortcut: Shortcut = { keys, label, group, run: () => latest.current() };
    registered.add(shortcut);
    return () => void registered.delete(shortcut);
  }, [keys, label, group, enabled]);
}

/** The stroke as it is written in `keys`; empty for a modifier alone. */
export function stroke(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  if (['Control', 'Shift', 'Alt', 'Meta', 'Dead'].includes(event.key)) return '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase();
  const command = event.ctrlKey || event.metaKey;
  const parts = [];
  if (command) parts.push(event.shiftKey ? 'ctrl' : 'mod');
  if (event.altKey) parts.push('alt');
  if (event.shiftKey && (command || event.key.length > 1)) parts.push('shift');
  return [...parts, key].join('+');
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    // The code editor's own way of taking text.
    ('editContext' in target && target.editContext !== null && target.editContext !== undefined) ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type);

/** Runs the shortcut of a key press, if there is one. Single letters never act while typing or when switched off. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const now = stroke(event);
  if (now === '') return;
  const modified = now.includes('mod') || now.includes('ctrl') || now.includes('alt');
  if (!modified && (isTyping(event.target) || !preference('letterKeys') || document.querySelector('dialog[open]')))
    return;
  const sequence = pending === null ? now : `${pending} ${now}`;
  clearTimeout(pendingTimer);
  pending = null;
  const all = [...registered];
  // The latest registered is the innermost: a dialog's or a panel's wins over the app's.
  const found = all.findLast(it => it.keys === sequence) ?? all.findLast(it => it.keys === now);
  if (found !== undefined) {
    event.preventDefault();
    found.run();
  } else if (!modified && all.some(it => it.keys.startsWith(`${now} `))) {
    pending = now;
    pendingTimer = setTimeout(() => (pending = null), 1500);
  }
}
