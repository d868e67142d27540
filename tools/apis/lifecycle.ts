import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One kind in one version of its group, as the Go packages of Kubernetes declare it. Releases are
 * minors of Kubernetes 1.
 */
export interface Lifecycle {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly introduced: number;
  /** First release that does not serve it; a release that is still to come is a plan. */
  readonly removed?: number;
  /** The group, version and kind to use instead. */
  readonly replacement?: { readonly group: string; readonly version: string; readonly kind: string };
}

/** Files below a folder of groups in which the lifecycle of the kinds of a version is declared. */
const lifecycleFile = /^[a-z0-9]+\/v[a-z0-9]+\/zz_generated\.prerelease-lifecycle\.go$/;

/**
 * The lifecycle of each kind with a REST resource in a folder with one folder a group, and in that
 * one a version.
 */
export async function lifecycles(folder: string): Promise<Lifecycle[]> {
  const files = (await readdir(folder, { recursive: true })).filter(file => lifecycleFile.test(file)).sort();
  const read = await Promise.all(
    files.map(async file => {
      const place = join(folder, file, '..');
      const [lifecycle, register, types] = await Promise.all([
        readFile(join(folder, file), 'utf8'),
        readFile(join(place, 'register.go'), 'utf8'),
        readFile(join(place, 'types.go'), 'utf8'),
      ]);
      return lifecyclesOf({ version: file.split('/')[1] ?? '', lifecycle, register, types });
    }),
  );
  return read.flat();
}

/** The Go files of one version of a group. */
interface Package {
  readonly version: string;
  readonly lifecycle: string;
  readonly register: string;
  readonly types: string;
}

/** The same from the text of the files. @throws Error when the group is not declared */
export function lifecyclesOf({ version, lifecycle, register, types }: Package): Lifecycle[] {
  const group = /^const GroupName = "(.*)"$/m.exec(register)?.[1];
  if (group === undefined) throw new Error(`no GroupName is declared for a group with the version ${version}`);
  const releases = matches(
    lifecycle,
    /func \(in \*(\w+)\) APILifecycle(\w+)\(\) \(major, minor int\) {\n\treturn 1, (\d+)/g,
  );
  const replacements = matches(
    lifecycle,
    /func \(in \*(\w+)\) APILifecycle(Replacement)\(\).*{\n\treturn .*{Group: "(.*)", Version: "(.*)", Kind: "(.*)"}/g,
  );
  const valueOf = (kind: string, name: string): number | undefined => {
    const found = releases.find(([of, is]) => of === kind && is === name);
    return found && Number(found[2]);
  };
  // Kinds without a client are lists, options and what is sent in one direction alone.
  return matches(types, /^\/\/ \+genclient$[^]*?^type (\w+) struct/gm).flatMap(([kind = '']) => {
    const introduced = valueOf(kind, 'Introduced');
    if (introduced === undefined) return [];
    const removed = valueOf(kind, 'Removed');
    const [, , inGroup = '', inVersion = '', asKind = ''] = replacements.find(([of]) => of === kind) ?? [];
    return {
      ...{ group, version, kind, introduced },
      ...(removed !== undefined && { removed }),
      ...(asKind !== '' && { replacement: { group: inGroup, version: inVersion, kind: asKind } }),
    };
  });
}

/** The groups of each match of an expression. */
function matches(text: string, expression: RegExp): string[][] {
  return [...text.matchAll(expression)].map(([, ...groups]) => groups);
}
