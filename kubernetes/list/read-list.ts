import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { GetOptions, Reader } from '../client/client.ts';
import { splitList } from './split-list.ts';
import { ClusterError } from '../errors/cluster-error.ts';

const Envelope = Type.Object({
  metadata: Type.Object({ resourceVersion: Type.String(), continue: Type.Optional(Type.String()) }),
});
export const isEnvelope = validatorOf(Envelope);

/** A page of a list: the texts of its items, which the caller parses one by one. */
export interface ListPage {
  items: readonly Buffer[];
  /** Version of the whole list, at which a watch can start. */
  resourceVersion: string;
}

export interface ListOptions extends Pick<GetOptions, 'accept'> {
  signal: AbortSignal;
  selection?: Readonly<Record<string, string>>;
}

/** Maximum number of items of a page. A page of large items has fewer. */
const longestPage = 500;
const pageBytes = 2 * 1024 * 1024;

/**
 * Reads a list page by page.
 * @throws ClusterError Expired when the server no longer has the next page, NotFound, Forbidden
 */
export async function* readList(
  client: Pick<Reader, 'bytes'>,
  path: string,
  { signal, selection = {}, ...asking }: ListOptions,
): AsyncGenerator<ListPage> {
  let next: string | undefined;
  let limit = longestPage;
  do {
    const query = new URLSearchParams({
      ...selection,
      limit: String(limit),
      ...(next !== undefined && { continue: next }),
    });
    const splitter = splitList();
    const items: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of client.bytes(
      `${path}?${query.toString()}`,
      AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      asking,
    )) {
      bytes += chunk.length;
      items.push(...splitter.push(chunk));
    }
    const envelope: unknown = JSON.parse(splitter.envelope());
    if (!isEnvelope(envelope)) throw new ClusterError('InvalidAnswer', `${path} is not a list of objects`);
    const { resourceVersion, continue: rest = '' } = envelope.metadata;
    next = rest === '' ? undefined : rest;
    limit = Math.min(longestPage, Math.max(10, Math.floor((items.length * pageBytes) / Math.max(1, bytes))));
    yield { items, resourceVersion };
  } while (next !== undefined);
}
