import { format, resolveConfig } from 'prettier';
import { Document, isMap } from 'yaml';
import { readHistory } from './history.ts';
import { lifecycles } from './lifecycle.ts';
import { kubernetes, modules } from './modules.ts';
import { apiTable } from './table.ts';

const about = ` Written by \`make apis\` from Go modules of Kubernetes and tools/apis/history.yaml. Releases are minors of Kubernetes 1.
 introduced, removed: the first release that serves it, and the first that does not
 planned: the first that is to serve it no more, by what the last release known here says
 off_by_default: served only where somebody switched it on
 becomes: the kind that took its place
 others: the same kind in other versions, or the one that took its place; the last that came first
 fix: what to do where no version of it is served`;

/** File of the table, as `make apis` writes it. */
export const file = new URL('../../policies/fleet/catalogue/api_versions/data.yaml', import.meta.url);

/** The table as YAML. @throws Error when a module cannot be had or history.yaml is wrong */
export async function tableText(): Promise<string> {
  const [read, history] = await Promise.all([modules(), readHistory()]);
  const lifecycle = (await Promise.all(read.map(({ folder }) => lifecycles(folder)))).flat();
  const table = new Document({
    last: kubernetes.minor,
    known: `Kubernetes 1.${kubernetes.minor}.${kubernetes.patch}, published ${read[0]?.published ?? ''}`,
    sources: [...read.map(({ name }) => `${name} */zz_generated.prerelease-lifecycle.go`), ...history.sources],
    versions: apiTable(lifecycle, history.versions, kubernetes.minor),
  });
  table.commentBefore = about;
  const versions = table.get('versions');
  for (const { value: kinds } of isMap(versions) ? versions.items : []) {
    for (const { value: api } of isMap(kinds) ? kinds.items : []) {
      if (isMap(api)) api.flow = true;
    }
  }
  const options = await resolveConfig(file.pathname);
  return format(table.toString({ lineWidth: 0 }), { ...options, parser: 'yaml' });
}
