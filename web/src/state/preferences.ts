import { create } from 'zustand';
import { setLocale } from '@/format/number';
import { setZone } from '@/format/time';

export interface TableLayout {
  order?: string[];
  hidden?: string[];
  /** Columns hidden from the start that were brought out. */
  shown?: string[];
  widths?: Record<string, number>;
}

export interface Preferences {
  theme: 'system' | 'dark' | 'light';
  updown: 'blue-orange' | 'green-red' | 'red-up';
  density: 'compact' | 'comfortable';
  zone: string;
  locale: string;
  letterKeys: boolean;
  rail: boolean;
  tables: Record<string, TableLayout>;
  macros: { name: string; text: string }[];
}

export const defaults: Preferences = {
  theme: 'system',
  updown: 'blue-orange',
  density: 'compact',
  zone: 'utc',
  locale: '',
  letterKeys: true,
  rail: true,
  tables: {},
  macros: [],
};

const storageKey = 'argosy.preferences';

/** What is stored may be older, newer or broken: a field counts only when it has the default's type. */
export function merge(stored: unknown): Preferences {
  if (typeof stored !== 'object' || stored === null) return defaults;
  const result: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(defaults)) {
    const found = (stored as Record<string, unknown>)[name];
    if (typeof found === typeof value && found !== null && Array.isArray(found) === Array.isArray(value)) {
      result[name] = found;
    }
  }
  return result as unknown as Preferences;
}

function load(): Preferences {
  try {
    return merge(JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
  } catch {
    return defaults;
  }
}

interface PreferencesState {
  value: Preferences;
  /** Whether something changed here that the server has not been told. */
  dirty: boolean;
}

/** Kept in the browser for the first paint and on the server for every other browser. */
export const usePreferences = create<PreferencesState>(() => ({ value: load(), dirty: false }));

export const preference = <K extends keyof Preferences>(name: K): Preferences[K] =>
  usePreferences.getState().value[name];

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(({ value }) => ({ value: { ...value, ...change }, dirty: true }));
}

/** Takes the server's over. */
export const adoptPreferences = (stored: unknown): void =>
  usePreferences.setState({
    value: merge({ ...usePreferences.getState().value, ...(stored as object) }),
    dirty: false,
  });

export function setTableLayout(table: string, layout: TableLayout): void {
  setPreferences({ tables: { ...preference('tables'), [table]: layout } });
}

function apply({ value }: PreferencesState): void {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = value.theme === 'system' ? (dark ? 'dark' : 'light') : value.theme;
  root.dataset.updown = value.updown;
  root.dataset.density = value.density;
  setLocale(value.locale === '' ? undefined : value.locale);
  setZone(value.zone);
  localStorage.setItem(storageKey, JSON.stringify(value));
}

/** Applies the preferences now and at every change of them or of the system's scheme. */
export function applyPreferences(): void {
  apply(usePreferences.getState());
  usePreferences.subscribe(apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(usePreferences.getState()));
}
