import { asHeader } from './headers.ts';
import type { UserEntry } from '../kubeconfig/schema.ts';

/**
 * Returns the headers of impersonation, which ask a server to act as another user (client-go's
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
 * Returns a text that is allowed in a header's name. The server decodes the percent signs. Brackets
 * are the only characters that encodeURIComponent keeps and a header's name may not have.
 */
function escapeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('(', '%28').replaceAll(')', '%29');
}
