import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { Stage } from './stage.ts';

/** Where a function is called. */
interface Call {
  file: string;
  row: number;
  name: string;
}

const Capabilities = Type.Object({ builtins: Type.Array(Type.Object({ name: Type.String() })) });
const Complaints = Type.Object({
  errors: Type.Array(
    Type.Object({ message: Type.String(), location: Type.Object({ file: Type.String(), row: Type.Number() }) }),
  ),
});
const ajv = new Ajv();
const areCapabilities = ajv.compile<Static<typeof Capabilities>>(Capabilities);
const areComplaints = ajv.compile<Static<typeof Complaints>>(Complaints);

/** Where what is staged calls these built-in functions: opa itself says it, when it is told that it has none of such names. */
export async function callsOf(names: readonly string[], { opa, folder }: Stage): Promise<Call[]> {
  const capabilities: unknown = JSON.parse((await opa(['capabilities', '--current'], folder)).stdout);
  if (!areCapabilities(capabilities)) throw new Error('opa capabilities answered something unknown');
  const builtins = capabilities.builtins.filter(({ name }) => !names.includes(name));
  await writeFile(join(folder, 'capabilities.json'), JSON.stringify({ ...capabilities, builtins }));
  const options = ['--bundle', '.', '--ignore', '*_test.rego', '--capabilities', 'capabilities.json'];
  const { stderr } = await opa(['check', ...options, '--format', 'json'], folder);
  const complaints: unknown = JSON.parse(stderr);
  if (!areComplaints(complaints)) throw new Error(`opa check answered something unknown: ${stderr}`);
  return complaints.errors.map(({ message, location }) => ({
    ...location,
    name: message.replace(/^undefined function /, ''),
  }));
}
