/**
 * Writes dist/chart.cdx.json: what the chart installs, as CycloneDX. usage: node
 * tools/release/chart-sbom.ts IMAGE DIGEST
 */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import manifest from '../../package.json' with { type: 'json' };
import { chartBill } from '../chart/bill-of-materials.ts';

const [repository = '', digest = ''] = process.argv.slice(2);
const bill = chartBill(manifest.version, { repository, digest }, `urn:uuid:${randomUUID()}`);
const folder = new URL('../../dist/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('chart.cdx.json', folder), `${JSON.stringify(bill, undefined, 2)}\n`);
