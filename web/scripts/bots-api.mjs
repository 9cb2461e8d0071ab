// Makes the typings and the reference of the TypeScript bot API out of the runtime's own types (src/Argosy.Scripting/TypeScript/
// Runtime/api/types), and writes them; with --check it compares instead and fails where a file differs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { helpOf, referenceOf } from './bots-reference.mjs';
import { parse } from './bots-types.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
const runtime = join(root, 'src/Argosy.Scripting/TypeScript/Runtime');
const modules = ['candles', 'indicators', 'patterns', 'trader', 'utils', 'output', 'input', 'bot'];
const style = JSON.parse(readFileSync(join(web, '.prettierrc.json'), 'utf8'));

const declarations = declare();
const typings = await format(flatten(declarations), { ...style, parser: 'typescript' });
const types = parse(declarations.join('\n'));
const files = {
  [join(runtime, 'argosy-bot.d.ts')]: typings,
  [join(root, 'docs/bots/api-typescript.md')]: referenceOf(types),
  [join(root, 'docs/reference/bots-api.json')]: `${JSON.stringify(helpOf(types), null, 2)}\n`,
};

let differs = false;
for (const [file, text] of Object.entries(files)) {
  const before = existing(file);
  if (before === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${relative(root, file)} is not what the runtime's types make; run npm run bots-api in web/`);
    differs = true;
  } else {
    writeFileSync(file, text);
    console.log(`wrote ${relative(root, file)}`);
  }
}
if (differs) process.exit(1);

/** What the compiler declares of each module of types, without imports. */
function declare() {
  const out = mkdtempSync(join(tmpdir(), 'bots-api-'));
  try {
    const words = ['-p', join(runtime, 'tsconfig.json'), '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
    execFileSync(join(web, 'node_modules/.bin/tsc'), [...words, '--outDir', out], { stdio: 'inherit' });
    return modules.map(name =>
      readFileSync(join(out, 'api/types', `${name}.d.ts`), 'utf8').replace(/^import .*;\n/gm, ''),
    );
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** One file of global declarations: a bot needs no import. */
function flatten(texts) {
  const header = [
    '// The API of TypeScript bots, made from the runtime that runs them (npm run bots-api in web/). Do not change it by hand.',
    '// Everything here is global in a bot: a bot needs no import.',
  ].join('\n');
  const body = texts.map(text => text.replace(/^export \{\};\n/gm, '').replace(/^export /gm, ''));
  // Members stand apart, as in the runtime.
  const spaced = body
    .join('\n')
    .replace(/;\n(?= *\/\*\*)/g, ';\n\n')
    .replace(/^(\}|type .*;)\n(?=\S)/gm, '$1\n\n');
  return `${header}\n\n${spaced}\n/** The run's log. */\ndeclare var console: BotConsole;\n`;
}

function existing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
