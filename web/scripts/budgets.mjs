// Measures the built app against the byte budgets of the design and fails where one is exceeded.
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../artifacts/web');
const manifest = JSON.parse(await readFile(path.join(folder, '.vite/manifest.json'), 'utf8'));

const size = async (file, suffix = '.gz') => (await stat(path.join(folder, file + suffix))).size;

/** A chunk with all it cannot do without. */
function closure(keys, found = new Set()) {
  for (const key of keys) {
    if (found.has(key)) continue;
    found.add(key);
    closure(manifest[key].imports ?? [], found);
  }
  return found;
}

const named = name => {
  const key = Object.keys(manifest).find(each => each.endsWith(name));
  if (key === undefined) throw new Error(`the build has no chunk of ${name}; has it been renamed?`);
  return key;
};
const total = async files =>
  (await Promise.all([...new Set(files)].map(file => size(file)))).reduce((a, b) => a + b, 0);

const first = closure(['index.html', named('screens/fleet/FleetScreen.tsx')]);
const chunks = keys => [...keys].map(key => manifest[key]);
/** What a lazy part adds to the first load. */
const added = name => [...closure([named(name)])].filter(key => !first.has(key));

const interLatin = Object.values(manifest)
  .flatMap(chunk => [chunk.file, ...(chunk.assets ?? [])])
  .find(file => /inter-latin-wght-normal.*\.woff2$/.test(file));

const scripts = keys =>
  chunks(keys)
    .map(chunk => chunk.file)
    .filter(file => file.endsWith('.js'));
const styles = keys => chunks(keys).flatMap(chunk => chunk.css ?? []);

const rows = [
  ['first load of Fleet: JS', await total(scripts(first)), 190_000],
  ['first load of Fleet: CSS', await total(styles(first)), 20_000],
  ['first load of Fleet: fonts', await size(interLatin, ''), 50_000],
  ['equity chart', await total(scripts(added('charts/EquityPlot.tsx'))), 25_000],
];
for (const [name, file, budget] of [
  ['candle chart', 'charts/CandlePlot.tsx', 70_000],
  ['optimise', 'screens/optimise/OptimisationScreen.tsx', 200_000],
  ['editor', 'screens/editor/Workbench.tsx', 1_100_000],
]) {
  if (Object.keys(manifest).some(key => key.endsWith(file)))
    rows.push([name, await total(scripts(added(file))), budget]);
}
// Workers stand in no manifest: each is one file of its own, fetched when a text of its language is first shown.
const worker = (await readdir(path.join(folder, 'assets'))).find(file => /^ts\.worker-.*\.js$/.test(file));
if (worker === undefined) throw new Error('the build has no TypeScript worker; has it been renamed?');
rows.push(['TypeScript worker', await size(`assets/${worker}`), 1_600_000]);

let failed = false;
for (const [name, bytes, budget] of rows) {
  const over = bytes > budget;
  failed ||= over;
  const [is, most] = [(bytes / 1000).toFixed(1).padStart(8), (budget / 1000).toFixed(0)];
  console.log(`${over ? 'OVER ' : 'ok   '}${name.padEnd(28)}${is} kB of ${most} kB`);
}
if (failed) {
  console.error('error: a byte budget of the web app is exceeded');
  process.exit(1);
}
