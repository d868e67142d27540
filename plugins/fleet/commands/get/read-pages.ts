import { Type, type Static } from 'typebox';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { checked } from '../../../../kubernetes/client/checked.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { Labels } from '../../../../kubernetes/objects/object.ts';
import { groupVersion } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { elapsed } from '../../output/elapsed.ts';
import type { Column, Entry, Listing } from './listing.ts';

const text = orNull(Type.String());
const Metadata = Type.Object({
  name: text,
  namespace: text,
  uid: text,
  resourceVersion: text,
  creationTimestamp: text,
  labels: orNull(Labels),
});
const ServerTable = Type.Object({
  kind: Type.Literal('Table'),
  // A watch sends them with its first event only.
  columnDefinitions: orNull(
    Type.Array(
      Type.Object({
        name: Type.String(),
        format: text,
        priority: orNull(Type.Number()),
      }),
    ),
  ),
  rows: Type.Union([
    Type.Array(
      Type.Object({
        cells: Type.Union([Type.Array(Type.Unknown()), Type.Null()]),
        object: orNull(Type.Object({ metadata: Metadata })),
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

/** The parts of the objects that the output needs. */
export interface PageOptions {
  /** Time for the age of objects that the server did not print. */
  now: Date;
  /** Labels are needed beside the rows of a table. */
  labels: boolean;
  /** UIDs and versions of objects are needed. */
  versions: boolean;
  /** Whole objects are needed beside the rows of a table, which then must have them. */
  objects: boolean;
  managedFields: boolean;
  /** Cells of the columns of -o wide are needed. */
  wide: boolean;
}

/**
 * Reads one page: a table that the server printed, a list, or a single object.
 * @param folder namespace of rows that come without metadata
 * @throws ClusterError for a page that is none of these
 */
export function readPage(resource: Resource, page: unknown, options: PageOptions, folder = ''): Listing {
  const read = isServerTable(page) ? fromTable(page, options, folder) : fromObjects(resource, page, options);
  return { resource, ...read };
}

/** Joins the pages of one list. */
export function joinPages(resource: Resource, pages: readonly Listing[]): Listing {
  return { resource, columns: pages[0]?.columns ?? [], entries: pages.flatMap(({ entries }) => entries) };
}

function fromTable(
  { columnDefinitions, rows }: Static<typeof ServerTable>,
  options: PageOptions,
  folder: string,
): Omit<Listing, 'resource'> {
  const definitions = columnDefinitions ?? [];
  const nameIndex = Math.max(
    0,
    definitions.findIndex(({ format }) => format === 'name'),
  );
  const all = definitions.map(({ name, priority }, index) => ({
    name,
    isName: index === nameIndex,
    isWide: (priority ?? 0) !== 0,
  }));
  const kept = [...all.keys()].filter(index => options.wide || all[index]?.isWide === false);
  const entries = (rows ?? []).map(({ cells: given, object }) => {
    const cells = given ?? [];
    const cell = cellText(cells[nameIndex]);
    const name = object?.metadata.name ?? cell;
    return {
      namespace: object?.metadata.namespace ?? folder,
      // One text in place of two that are equal: there may be hundreds of thousands of rows.
      name: name === cell ? cell : name,
      cells: kept.map(index => (index === nameIndex ? cell : cellText(cells[index]))),
      object: options.objects ? { ...object } : none,
      ...extras(object?.metadata, options),
    };
  });
  return { columns: kept.flatMap(index => all[index] ?? []), entries };
}

/** Shared by all rows, of which there may be hundreds of thousands. */
const none = {};

const printedHere: readonly Column[] = [
  { name: 'Name', isName: true, isWide: false },
  { name: 'Age', isName: false, isWide: false },
];

function fromObjects(resource: Resource, page: unknown, options: PageOptions): Omit<Listing, 'resource'> {
  const items = isList(page) ? (page.items ?? []) : [checked(isItem, page)];
  return { columns: printedHere, entries: items.map(item => fromObject(resource, item, options)) };
}

/** Converts an item of a list. Items have no apiVersion and kind, so both are added in front. */
function fromObject({ kind, ...resource }: Resource, item: Static<typeof Item>, options: PageOptions): Entry {
  const { now, managedFields } = options;
  const { name, namespace } = item.metadata;
  const kept = Object.entries(item.metadata).filter(([key]) => managedFields || key !== 'managedFields');
  return {
    namespace: namespace ?? '',
    name: name ?? '',
    cells: [name ?? '', elapsed(now.getTime() - Date.parse(item.metadata.creationTimestamp ?? ''))],
    object: { ...{ apiVersion: groupVersion(resource), kind }, ...item, metadata: Object.fromEntries(kept) },
    ...extras(item.metadata, options),
  };
}

/** Returns the parts of the metadata that the output needs. */
function extras(
  metadata: Static<typeof Metadata> | null | undefined,
  { labels, versions }: PageOptions,
): Pick<Entry, 'labels' | 'uid' | 'resourceVersion'> {
  return {
    ...(labels && { labels: metadata?.labels ?? {} }),
    ...(versions && { uid: metadata?.uid ?? '', resourceVersion: metadata?.resourceVersion ?? '' }),
  };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
