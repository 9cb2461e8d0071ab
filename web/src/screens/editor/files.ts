import type { Bot } from '@/api/bots';

/** The file a bot's text would be: problems and the editor's heading name it. */
export const fileOf = (bot: Pick<Bot, 'name' | 'language'>): string => {
  const ending = { csharp: 'cs', typescript: 'ts' }[bot.language] ?? 'yaml';
  const name = bot.name
    .trim()
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${name === '' ? 'bot' : name}.${ending}`;
};

export const monacoLanguage = (language: string): string =>
  language === 'csharp' || language === 'typescript' ? language : 'yaml';
