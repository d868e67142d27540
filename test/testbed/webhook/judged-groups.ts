import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';

const systems = join(import.meta.dirname, '../../../policies/fleet/systems');

const Grouped = Type.Array(Type.Object({ group: Type.String() }));
const System = Type.Object({
  placements: Type.Optional(Grouped),
  intents: Type.Optional(Type.Object({ kinds: Type.Optional(Grouped) })),
});
const isSystem = new Ajv().compile<Static<typeof System>>(System);

/** API groups whose kinds say where something is to be placed, from the data of all systems. */
export function judgedGroups(): string[] {
  const groups = readdirSync(systems).flatMap(name => {
    const system: unknown = parse(readFileSync(join(systems, name, 'data.yaml'), 'utf8'));
    if (!isSystem(system)) throw new Error(`${name}: not the data of a system`);
    return [...(system.placements ?? []), ...(system.intents?.kinds ?? [])].map(({ group }) => group);
  });
  return [...new Set(groups)].sort();
}
