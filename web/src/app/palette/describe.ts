/** A parsed command as names and values, flat and in the order the server gave; what is null or empty is left out. */
export function describe(parsed: unknown, prefix = ''): [string, string][] {
  if (typeof parsed === 'string') return [['Does', parsed]];
  if (typeof parsed !== 'object' || parsed === null) return [];
  return Object.entries(parsed).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || value === '' || value === false) return [];
    const label = prefix === '' ? words(name) : `${prefix} ${words(name).toLowerCase()}`;
    if (Array.isArray(value)) {
      if (value.length === 0) return [];
      return value.every(item => typeof item !== 'object')
        ? [[label, value.join(', ')]]
        : value.flatMap((item, index) => describe(item, `${label} ${index + 1}`));
    }
    return typeof value === 'object' ? describe(value, label) : [[label, value === true ? 'yes' : String(value)]];
  });
}

const words = (name: string): string => {
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
