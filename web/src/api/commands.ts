import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get, write } from './client';
import type { Shape } from './schemas';

export type CommandPreview = Shape<'commandPreview'>;

/** What a command would do, asked a moment after typing stops; nothing is carried out. */
export function useCommandPreview(text: string) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: ['commands', 'preview', asked],
    queryFn: () => write('commandPreview', 'POST', '/api/commands/preview', { text: asked }),
    enabled: asked.trim() !== '',
    staleTime: Infinity,
    retry: false,
  });
  return asked === text && asked.trim() !== '' ? query.data : undefined;
}

/** The verbs there are, with their use. */
export const useGrammar = () =>
  useQuery({
    queryKey: ['commands', 'grammar'],
    queryFn: ({ signal }) => get('grammar', '/api/commands/grammar', { signal }),
    staleTime: Infinity,
  });

/** Whether what was typed looks like a command: it begins with one of the grammar's verbs. */
export const looksLikeCommand = (text: string, verbs: readonly string[]): boolean => {
  const first = text.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
  return first.length > 0 && verbs.includes(first);
};

export interface PreviewMark {
  before: string;
  wrong: string;
  after: string;
}

/** The text cut at the place the server points at. */
export function markError(text: string, position: number, length: number): PreviewMark {
  const from = Math.max(0, Math.min(position, text.length));
  const to = Math.max(from, Math.min(from + Math.max(1, length), text.length));
  return { before: text.slice(0, from), wrong: text.slice(from, to) || ' ', after: text.slice(to) };
}
