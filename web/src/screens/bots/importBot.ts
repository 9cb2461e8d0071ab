import { type Bot, botsKey } from '@/api/bots';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { toast } from '@/ui/toast';

/** Asks for a file that Export made, and makes the bot of it; null where nothing came of it. */
export async function importBot(): Promise<Bot | null> {
  const file = await choose();
  if (file === null) return null;
  try {
    const document: unknown = JSON.parse(await file.text());
    const made = await write('botDetail', 'POST', '/api/bots/import', document);
    await queryClient.invalidateQueries({ queryKey: botsKey });
    toast.ok('Imported', made.bot.name);
    return made.bot;
  } catch (error) {
    const reason = error instanceof SyntaxError ? new Error('It is no JSON document; Export makes one.') : error;
    toast.error(`${file.name} was not imported`, reason);
    return null;
  }
}

function choose(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
