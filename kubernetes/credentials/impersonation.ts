import { asHeader } from './headers.ts';
import type { UserEntry } from '../kubeconfig/schema.ts';

/**
 * The headers by which a server is asked to act as somebody else (client-go's
 * transport/round_trippers.go).
 */
export function impersonation(user: UserEntry, owner: string): Record<string, string | string[]> {
  const { as = '', 'as-uid': uid = '', 'as-groups': groups = [], 'as-user-extra': extra = {} } = user;
  if (as === '') return {};
  const header = (value: string, field: string) => asHeader(value, `${field} of ${owner}`);
  return {
    'Impersonate-User': header(as, 'as'),
    ...(uid !== '' && { 'Impersonate-Uid': header(uid, 'as-uid') }),
    ...(groups.length > 0 && { 'Impersonate-Group': groups.map(group => header(group, 'as-groups')) }),
    ...Object.fromEntries(
      Object.entries(extra).map(([key, values]) => [
        `Impersonate-Extra-${escapeKey(key)}`,
        values.map(value => header(value, 'as-user-extra')),
      ]),
    ),
  };
}

/**
 * A server decodes the percent signs again. Brackets are the only characters that
 * encodeURIComponent leaves and a header's name may not have.
 */
function escapeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('(', '%28').replaceAll(')', '%29');
}
