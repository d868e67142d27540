import { writeFile } from 'node:fs/promises';
import { file, tableText } from './apis/text.ts';

/**
 * Writes policies/fleet/catalogue/api_versions/data.yaml: which apiVersion of a kind which
 * Kubernetes serves. usage: npm run apis
 */

const text = await tableText();
await writeFile(file, text);
process.stdout.write(`wrote policies/fleet/catalogue/api_versions/data.yaml, ${text.split('\n').length} lines\n`);
