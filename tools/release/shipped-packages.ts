import { readFile } from 'node:fs/promises';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';

const Component = Type.Object({ 'bom-ref': Type.String() });
const Dependency = Type.Object({ ref: Type.String(), dependsOn: Type.Array(Type.String()) });

/** A CycloneDX document as npm writes it, as far as it is read here. */
const BillOfMaterials = Type.Object({
  metadata: Type.Object({ component: Component }),
  components: Type.Array(Component),
  dependencies: Type.Array(Dependency),
});
export type BillOfMaterials = Static<typeof BillOfMaterials>;
export const isBillOfMaterials = validatorOf(BillOfMaterials);

const isPackage = validatorOf(Type.Object({ name: Type.String(), version: Type.String() }));

/** Packages that files of a bundle come from, e.g. fastify@5.12.8, in order. */
export async function packagesOf(root: URL, files: readonly string[]): Promise<string[]> {
  // The last node_modules of a path: a package may lie inside another.
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
  const folders = new Set(files.flatMap(file => folder.exec(file)?.[0] ?? []));
  const packages = await Promise.all(
    [...folders].map(async path => {
      const written: unknown = JSON.parse(await readFile(new URL(`${path}/package.json`, root), 'utf8'));
      if (!isPackage(written)) throw new Error(`${path}/package.json names no package`);
      return `${written.name}@${written.version}`;
    }),
  );
  return [...new Set(packages)].sort();
}

/**
 * Leaves of a document about everything that is installed what ships. npm could leave out
 * development dependencies by itself, but all of ours are such: what ships of them is bundled.
 */
export function shippedPart(installed: BillOfMaterials, packages: readonly string[]): BillOfMaterials {
  const ships = (name: string): boolean => packages.includes(name);
  const own = installed.metadata.component['bom-ref'];
  return {
    ...installed,
    components: installed.components.filter(component => ships(component['bom-ref'])),
    dependencies: installed.dependencies
      .filter(({ ref }) => ref === own || ships(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(ships) })),
  };
}
