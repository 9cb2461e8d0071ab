import { useQuery } from '@tanstack/react-query';
import { get, write } from './client';
import type { Shape } from './schemas';

export type Bot = Shape<'bot'>;
export type BotDetail = Shape<'botDetail'>;
export type BotVersion = Shape<'botVersion'>;
export type Draft = Shape<'draft'>;
export type Problem = Shape<'codeCheck'>['problems'][number];
export type Template = Shape<'templates'>[number];
export type QuickResult = Shape<'quickResult'>;
export type Parameter = BotDetail['parameters'][number];

export const botsKey = ['bots'] as const;
export const botKey = (id: string) => ['bots', id] as const;

/** How a language is called on screen. */
export const languageName = (language: string): string =>
  ({ csharp: 'C#', typescript: 'TypeScript', yaml: 'YAML' })[language] ?? language;

/** All bots one may see; those archived are another list. */
export const useBots = (archived = false) =>
  useQuery({
    queryKey: [...botsKey, 'list', archived],
    queryFn: ({ signal }) => get('bots', '/api/bots', { query: { archived }, signal }),
  });

export const useBot = (id: string | null) =>
  useQuery({
    queryKey: botKey(id ?? ''),
    queryFn: ({ signal }) => get('botDetail', `/api/bots/${id}`, { signal }),
    enabled: id !== null,
  });

/** A version's text never changes once it is locked; before, whoever changes it says so to the cache. */
export const useVersionText = (id: string, version: string | null) =>
  useQuery({
    queryKey: [...botKey(id), 'versions', version],
    queryFn: ({ signal }) => get('botVersionText', `/api/bots/${id}/versions/${version}`, { signal }),
    enabled: version !== null,
  });

export const useTemplates = () =>
  useQuery({
    queryKey: ['editor', 'templates'],
    queryFn: ({ signal }) => get('templates', '/api/editor/templates', { signal }),
    staleTime: Infinity,
  });

export const useTypings = (enabled: boolean) =>
  useQuery({
    queryKey: ['editor', 'typings'],
    queryFn: ({ signal }) => get('typings', '/api/editor/typings', { signal }),
    staleTime: Infinity,
    enabled,
  });

export const useApiHelp = (language: string) =>
  useQuery({
    queryKey: ['editor', 'help', language],
    queryFn: ({ signal }) => get('apiHelp', '/api/editor/help', { query: { language }, signal }),
    staleTime: Infinity,
  });

export const useQuickSettings = (id: string) =>
  useQuery({
    queryKey: [...botKey(id), 'quick'],
    queryFn: ({ signal }) => get('quickSettings', `/api/bots/${id}/quick-backtest`, { signal }),
  });

export const archiveBot = (bot: Bot, archived: boolean): Promise<Shape<'botDetail'>> =>
  write('botDetail', 'POST', `/api/bots/${bot.id}/${archived ? 'archive' : 'restore'}`);
