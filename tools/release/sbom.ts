/**
 * Writes dist/sbom.cdx.json: the packages that the programs in dist/ are bundled from, as
 * CycloneDX. usage: npm run sbom
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { runProgram } from '../../kubernetes/program/program.ts';
import { bundlePrograms } from '../build/programs.ts';
import { root, rootUrl } from '../repository/root.ts';
import { isBillOfMaterials, packagesOf, shippedPart } from './shipped-packages.ts';

const { metafile } = await bundlePrograms({ write: false });
const packages = await packagesOf(rootUrl, Object.keys(metafile.inputs));
const words = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const { stdout, stderr, exitCode } = await runProgram('npm', words, { cwd: root, env: process.env });
if (exitCode !== 0) throw new Error(`npm ${words.join(' ')}: ${stderr}`);
const installed: unknown = JSON.parse(stdout);
if (!isBillOfMaterials(installed)) throw new Error('npm sbom wrote no CycloneDX document');
const shipped = shippedPart(installed, packages);
const missing = packages.filter(name => !shipped.components.some(component => component['bom-ref'] === name));
if (missing.length > 0) throw new Error(`npm sbom does not know of ${missing.join(', ')}`);
await mkdir(new URL('dist/', rootUrl), { recursive: true });
await writeFile(new URL('dist/sbom.cdx.json', rootUrl), `${JSON.stringify(shipped, undefined, 2)}\n`);
process.stdout.write(`dist/sbom.cdx.json ${packages.length} packages\n`);
