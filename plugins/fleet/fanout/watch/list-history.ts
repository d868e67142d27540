/** One object of a list, in a form that a command prints. */
export interface Watched<Item> {
  /** Namespace and name. */
  key: string;
  uid: string;
  /** Resource version of the object; '' where it has none. */
  version: string;
  item: Item;
}

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** A change of one object. */
export interface Change<Item> {
  type: ChangeType;
  item: Item;
}

/** The state of a list as far as it has been told, so that each change is told once. */
export interface ListHistory<Item> {
  /** Name of the cluster under which changes are told. */
  readonly cluster: string;
  /** Version up to which all changes have been told; undefined before the first list. */
  version: () => string | undefined;
  /**
   * Returns the difference between what has been told and a whole list.
   * @param before version() when the list was requested
   */
  replace: (list: readonly Watched<Item>[], version: string, before: string | undefined) => Change<Item>[];
  /** Returns the change of an event; undefined where it has been told. */
  apply: (type: ChangeType, watched: Watched<Item>) => Change<Item> | undefined;
  /** Notes the version of a bookmark. Returns false for a server that went back in time. */
  advance: (version: string) => boolean;
}

/** Returns the history of a list that nobody has read yet. */
export function listHistory<Item>(cluster: string): ListHistory<Item> {
  let known = new Map<string, Watched<Item>>();
  let version: string | undefined;
  const isTold = (other: string) => version !== undefined && isNotNewer(other, version);

  return {
    cluster,
    version: () => version,
    replace: (list, listVersion, before) => {
      // Another context of the same cluster has told more while this list was on its way. A list
      // that is older than its request is that of a server that was restored from a backup.
      const isOld = isTold(listVersion) && listVersion !== version;
      if (isOld && (before === undefined || isNotNewer(before, listVersion))) return [];
      const next = new Map(list.map(watched => [watched.key, watched]));
      const changes = [...differences(known, next)];
      known = next;
      version = listVersion;
      return changes;
    },
    apply: (type, watched) => {
      if (isTold(watched.version)) return undefined;
      if (watched.version !== '') version = watched.version;
      if (type === 'DELETED') known.delete(watched.key);
      else known.set(watched.key, watched);
      return { type, item: watched.item };
    },
    advance: bookmark => {
      if (version !== undefined && isNotNewer(bookmark, version)) return bookmark === version;
      version = bookmark;
      return true;
    },
  };
}

function* differences<Item>(
  before: ReadonlyMap<string, Watched<Item>>,
  after: ReadonlyMap<string, Watched<Item>>,
): Generator<Change<Item>> {
  for (const [key, { uid, item }] of before) if (after.get(key)?.uid !== uid) yield { type: 'DELETED', item };
  for (const [key, { uid, version, item }] of after) {
    const old = before.get(key);
    if (old?.uid !== uid) yield { type: 'ADDED', item };
    else if (old.version !== version) yield { type: 'MODIFIED', item };
  }
}

/**
 * True where a version is not newer than another. Versions of one resource are numbers (KEP-5504);
 * an API that counts in another way has no order here.
 */
function isNotNewer(one: string, other: string): boolean {
  const isNumber = (text: string) => /^\d{1,30}$/.test(text);
  return one === other ? one !== '' : isNumber(one) && isNumber(other) && BigInt(one) < BigInt(other);
}
