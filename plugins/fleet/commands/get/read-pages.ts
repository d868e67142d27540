import { Type, type Static } from 'typebox';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { checked } from '../../../../kubernetes/client/checked.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { Column, Entry, Listing } from './listing.ts';

const text = orNull(Type.String());
const Metadata = Type.Object({ name: text, namespace: text, uid: text, creationTimestamp: text });
const ServerTable = Type.Object({
  kind: Type.Literal('Table'),
  columnDefinitions: Type.Array(
    Type.Object({
      name: Type.String(),
      format: text,
      priority: orNull(Type.Number()),
    }),
  ),
  rows: Type.Union([
    Type.Array(
      Type.Object({
        cells: Type.Union([Type.Array(Type.Unknown()), Type.Null()]),
        object: Type.Object({ metadata: Metadata }),
      }),
    ),
    Type.Null(),
  ]),
});
export const isServerTable = validatorOf(ServerTable);

const Item = Type.Object({ metadata: Metadata });
export const isItem = validatorOf(Item);
export const isList = validatorOf(Type.Object({ items: Type.Union([Type.Array(Item), Type.Null()]) }));

/**
 * Accept header that asks the server to print. An aggregated API that cannot print sends plain
 * objects.
 */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

/**
 * Reads the listing in pages of server-printed tables, of lists or of single objects.
 * @param now time for the age of objects that the server did not print
 * @param rowsWithObjects true where rows of tables keep the objects that they come with
 * @throws ClusterError for a page that is none of these
 */
export function readPages(resource: Resource, pages: readonly unknown[], now: Date, rowsWithObjects = false): Listing {
  const listings = pages.map(page =>
    isServerTable(page) ? fromTable(page, rowsWithObjects) : fromObjects(resource, page, now),
  );
  return { resource, columns: listings[0]?.columns ?? [], entries: listings.flatMap(({ entries }) => entries) };
}

function fromTable(
  { columnDefinitions, rows }: Static<typeof ServerTable>,
  rowsWithObjects: boolean,
): Omit<Listing, 'resource'> {
  const nameIndex = Math.max(
    0,
    columnDefinitions.findIndex(({ format }) => format === 'name'),
  );
  const columns = columnDefinitions.map(({ name, priority }, index) => ({
    name,
    isName: index === nameIndex,
    isWide: (priority ?? 0) !== 0,
  }));
  const entries = (rows ?? []).map(({ cells, object }) => ({
    ...identityOf(object.metadata),
    cells: (cells ?? []).map(cellText),
    object: rowsWithObjects ? object : {},
  }));
  return { columns, entries };
}

const printedHere: readonly Column[] = [
  { name: 'Name', isName: true, isWide: false },
  { name: 'Age', isName: false, isWide: false },
];

function fromObjects(resource: Resource, page: unknown, now: Date): Omit<Listing, 'resource'> {
  const items = isList(page) ? (page.items ?? []) : [checked(isItem, page)];
  return { columns: printedHere, entries: items.map(item => fromObject(resource, item, now)) };
}

/** Converts an item of a list. Items have no apiVersion and kind, so both are added in front. */
function fromObject({ group, version, kind }: Resource, item: Static<typeof Item>, now: Date): Entry {
  const identity = identityOf(item.metadata);
  const metadata = Object.fromEntries(Object.entries(item.metadata).filter(([key]) => key !== 'managedFields'));
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    ...identity,
    cells: [identity.name, age(item.metadata.creationTimestamp ?? '', now)],
    object: { ...{ apiVersion, kind }, ...item, metadata },
  };
}

function identityOf({ name, namespace, uid }: Static<typeof Metadata>): Omit<Entry, 'cells' | 'object'> {
  return { uid: uid ?? '', namespace: namespace ?? '', name: name ?? '' };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** Returns the age in its largest unit, e.g. 5d. */
function age(timestamp: string, now: Date): string {
  const seconds = Math.floor((now.getTime() - Date.parse(timestamp)) / 1000);
  if (Number.isNaN(seconds)) return '<unknown>';
  const units = [
    ['d', 86400],
    ['h', 3600],
    ['m', 60],
  ] as const;
  const [unit, length] = units.find(([, length]) => seconds >= length) ?? ['s', 1];
  return `${Math.floor(seconds / length)}${unit}`;
}
