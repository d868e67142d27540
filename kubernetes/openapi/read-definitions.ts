import { Type } from 'typebox';
import { checked } from '../client/checked.ts';
import type { Reader } from '../client/client.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { validatorOf } from '../schema/validator.ts';
import type { Definitions } from './schema.ts';

const Index = Type.Object({ paths: Type.Record(Type.String(), Type.Object({ serverRelativeURL: Type.String() })) });
export const isIndex = validatorOf(Index);

const Document = Type.Object({
  components: Type.Object({ schemas: Type.Record(Type.String(), Type.Unknown()) }),
});
export const isDocument = validatorOf(Document);

/** Documents that are being read, by their address. The address of a document has its hash. */
export type DocumentCache = Map<string, Promise<Definitions>>;

/**
 * Returns the OpenAPI definitions of versions of API groups, e.g. apps/v1. A version without a
 * document is left out. Clusters with the same document read it once, through the cache.
 * @throws ClusterError
 */
export async function readDefinitions(
  client: Pick<Reader, 'get'>,
  groupVersions: readonly string[],
  cache: DocumentCache,
): Promise<Map<string, Definitions>> {
  const { paths } = checked(isIndex, await client.get('/openapi/v3'));
  const read = await Promise.all(
    groupVersions.map(async groupVersion => {
      const path = paths[groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`];
      return path === undefined
        ? undefined
        : ([groupVersion, await readDocument(client, path.serverRelativeURL, cache)] as const);
    }),
  );
  return new Map(read.filter(entry => entry !== undefined));
}

async function readDocument(client: Pick<Reader, 'get'>, path: string, cache: DocumentCache): Promise<Definitions> {
  if (!path.startsWith('/openapi/v3/')) throw new ClusterError('InvalidAnswer', `${path} is no OpenAPI document`);
  const known = await cache.get(path)?.catch(() => undefined);
  if (known !== undefined) return known;
  const reading = client.get(path).then(document => checked(isDocument, document).components.schemas);
  cache.set(path, reading);
  return reading;
}
