import { isRecord } from '../../kubernetes/objects/is-record.ts';

/** Returns the exports of a module by name. Runs the module, once for all calls. */
export async function exportsOf(path: string): Promise<Readonly<Record<string, unknown>>> {
  const exported: unknown = await import(path);
  return isRecord(exported) ? exported : {};
}
