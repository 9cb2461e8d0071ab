// Writes a .br and a .gz beside every built file worth it, so that the server never compresses.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const folder = path.resolve(import.meta.dirname, '../../artifacts/web');
const worthIt = /\.(js|css|html|svg|json|webmanifest|txt)$/;
const [brotli, gz] = [promisify(brotliCompress), promisify(gzip)];

let files = 0;
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !worthIt.test(entry.name)) continue;
  const name = path.join(entry.parentPath, entry.name);
  const content = await readFile(name);
  // The largest files by far are the editor's: the last percent is not worth their minute.
  const quality = content.length > 1_000_000 ? 9 : constants.BROTLI_MAX_QUALITY;
  await writeFile(`${name}.br`, await brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  await writeFile(`${name}.gz`, await gz(content, { level: 9 }));
  files += 1;
}
console.log(`compressed ${files} files`);
