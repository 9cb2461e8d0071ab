import type { Shape } from '@/api/schemas';

export type HelpSection = Shape<'apiHelp'>['sections'][number];

/** Sections with the members that say every word sought; those whose name does come first. */
export function searchHelp(sections: readonly HelpSection[], text: string): HelpSection[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...sections];
  const says = (haystack: string) => words.every(word => haystack.toLowerCase().includes(word));
  return sections
    .map(section => ({
      ...section,
      members: section.members
        .filter(it => says(`${section.title} ${it.name} ${it.signature} ${it.summary}`))
        .toSorted((a, b) => Number(says(b.name)) - Number(says(a.name))),
    }))
    .filter(section => section.members.length > 0);
}
