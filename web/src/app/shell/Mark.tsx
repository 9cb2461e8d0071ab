/** The product mark: two sails over a waterline. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d="M11 2 V16 H3 C7 13 9.5 8.5 11 2 Z" fill="var(--accent)" />
      <path d="M13 6 C14.5 11 17 14 21 16 H13 Z" fill="var(--fg-0)" />
      <path d="M2 18.5 H22 L19 22 H5 Z" fill="var(--fg-1)" />
    </svg>
  );
}
