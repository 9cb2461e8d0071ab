import { usePreferences } from './preferences';

/** The height of a table's row in pixels: 28, or 36 where the person chose the comfortable density. */
export const useDensity = (): number => usePreferences(state => (state.value.density === 'comfortable' ? 36 : 28));
