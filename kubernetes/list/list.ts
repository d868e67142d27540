import { Type } from 'typebox';
import { checked } from '../client/checked.ts';
import type { GetOptions, Reader } from '../client/client.ts';
import { orNull } from '../objects/or-null.ts';
import { validatorOf } from '../schema/validator.ts';
import { ClusterError, isExpired } from '../errors/cluster-error.ts';

interface PageOptions extends Pick<GetOptions, 'accept' | 'parse'> {
  /** Maximum number of objects in an answer, as in kubectl 500 by default; 0 is no limit. */
  chunk?: number | undefined;
  /** False where pages that came cannot be taken back, so that an expired list is an error. */
  rereads?: boolean;
}

const Page = Type.Object({ metadata: orNull(Type.Object({ continue: orNull(Type.String()) })) });
export const isPage = validatorOf(Page);

/**
 * Returns all pages of a list. Reads a list again in one piece, as client-go
 * does, when its snapshot has expired (410).
 * @param path without limit and continue, e.g. /api/v1/pods?labelSelector=app%3Dcart
 * @throws ClusterError
 */
export function listPages(client: Pick<Reader, 'get'>, path: string, options?: PageOptions): Promise<unknown[]> {
  return mapPages(client, path, page => page, options);
}

/**
 * Returns the required parts of each page of a list, so that the rest does not stay in memory.
 * @throws ClusterError
 */
export async function mapPages<Wanted>(
  client: Pick<Reader, 'get'>,
  path: string,
  wanted: (page: unknown) => Wanted | Promise<Wanted>,
  options: PageOptions = {},
): Promise<Wanted[]> {
  const pages: Wanted[] = [];
  try {
    for await (const page of pagesOf(client, path, options)) pages.push(await wanted(page));
    return pages;
  } catch (error) {
    const { accept, parse, rereads = true } = options;
    if (!rereads || !isExpired(error) || pages.length === 0) throw error;
    return [await wanted(await client.get(path, { accept, parse }))];
  }
}

/**
 * Yields the pages of a list as they come.
 * @throws ClusterError, Expired when the server no longer has the next page
 */
export async function* pagesOf(
  client: Pick<Reader, 'get'>,
  path: string,
  { chunk = 500, accept, parse }: PageOptions = {},
): AsyncGenerator {
  const limit = chunk === 0 ? '' : String(chunk);
  let token = '';
  do {
    const page = await client.get(withQuery(path, { limit, continue: token }), { accept, parse });
    yield page;
    const next = checked(isPage, page).metadata?.continue ?? '';
    if (next !== '' && next === token)
      throw new ClusterError('InvalidAnswer', `the list has no end: each page of ${path} leads to itself`);
    token = next;
  } while (token !== '');
}

/** Returns a path with additional query parameters. Omits empty ones. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== '') query.set(name, value);
  if (query.size === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`;
}
