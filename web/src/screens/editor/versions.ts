/** The number a new version would get: the next minor, or the next major. Versions are `major.minor`. */
export function nextVersion(latest: string | undefined, major: boolean): string {
  const [high, low] = (latest ?? '').split('.').map(Number);
  if (high === undefined || low === undefined || !Number.isInteger(high) || !Number.isInteger(low)) return '';
  return major ? `${high + 1}.0` : `${high}.${low + 1}`;
}
