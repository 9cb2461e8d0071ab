// Measures the terminal in a real Chromium on a real server: `argosy bench web` runs it. Prints each figure with its limit; JSON where asked.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { charts } from './charts.mjs';
import { clicks } from './clicks.mjs';
import { editor } from './editor.mjs';
import { Figures } from './figures.mjs';
import { live, liveServer } from './live.mjs';
import { lighthouse, load } from './load.mjs';
import { enter, openBrowser, startServer } from './stage.mjs';
import { tables } from './tables.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    minutes: { type: 'string', default: '1' },
  },
});
const [argosy, web] = positionals;
const only = values.only?.split(',');
const isWanted = subject => only === undefined || only.includes(subject);
const minutes = Number(values.minutes);

const folder = await mkdtemp(path.join(tmpdir(), 'argosy-bench-web-'));
const figures = new Figures();
const { context, port } = await openBrowser(folder);

/** Measures subjects on a server of these words; one that fails leaves the others. */
async function measure(words, subjects) {
  const wanted = Object.entries(subjects).filter(([name]) => isWanted(name));
  if (wanted.length === 0) return;
  const server = await startServer(argosy, words);
  try {
    const stage = await enter(context, port, server.url, figures);
    for (const [name, subject] of wanted) {
      try {
        await subject(stage);
      } catch (error) {
        console.error(server.log().slice(-2000));
        figures.fail(name, error);
      }
    }
  } finally {
    await server.stop();
  }
}

try {
  const place = ['--data', path.join(folder, 'data'), '--master-key', path.join(folder, 'master.key')];
  await measure(['up', '--port', '0', '--web', web, ...place], { load, clicks, tables, charts, editor, lighthouse });
  await measure(liveServer(web), { live: stage => live(stage, minutes) });
} catch (error) {
  figures.fail('server', error);
} finally {
  await context.close();
  await rm(folder, { recursive: true, force: true });
}
if (values.json !== undefined) {
  const { all, broken } = figures;
  const told = { format: 'argosy-bench-web/2', minutes, figures: all, broken };
  await writeFile(values.json, `${JSON.stringify(told, null, 2)}\n`);
}
if (figures.haveFailed) process.exitCode = 1;
