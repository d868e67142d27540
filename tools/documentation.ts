import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pages } from './documentation/pages.ts';

const written = await pages();
for (const { file, text } of written) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
process.stdout.write(`wrote ${written.length} pages\n`);
