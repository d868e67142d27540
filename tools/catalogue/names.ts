import { Type } from 'typebox';

/**
 * How Kubernetes writes what the catalogue names; a typing error in a key would make a mark that
 * nothing bears.
 */

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const name = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

/** '' for the core group. */
export const Group = Type.String({ pattern: `^(${subdomain})?$` });
export const Kind = Type.String({ pattern: '^[A-Z][A-Za-z0-9]*$' });
export const Version = Type.String({ pattern: '^v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?$' });

/** Group and kind as the key of a record, e.g. apps/Deployment or /Pod. */
export const ObjectType = Type.String({ pattern: `^(${subdomain})?/[A-Z][A-Za-z0-9]*$` });

/** Key of a label, an annotation or a taint. */
export const Key = Type.String({ pattern: `^(${subdomain}/)?${name}$` });
/** Value of a label or a taint; that of an annotation may be anything. */
export const LabelValue = Type.String({ pattern: `^(${name})?$` });
/** Name of an object. */
export const Name = Type.String({ pattern: `^${subdomain}$` });

/** Way to a field, e.g. [spec, template]. */
export const Path = Type.Array(Type.String({ minLength: 1 }));

/**
 * Source of a fact: a path in the first of the system's sources; another of them and a path in
 * it, e.g. `fluxcd/pkg ssa/manager.go`; an address; or `recorded:` and what was.
 */
export const Source = Type.String({ minLength: 1 });
