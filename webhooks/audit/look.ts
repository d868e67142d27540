import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { judgeStored, type Judging } from './judge-stored.ts';
import type { Entry, Ledger, Violation } from './ledger.ts';
import { typeOfMaker } from './type-of.ts';

export interface Looking {
  ledger: Ledger;
  judging: Judging;
  /** Kinds that are looked at, by group and kind. */
  types: ReadonlySet<string>;
  /** Those that /mutate is asked about, as the chart registers it: the next write annotates no others. */
  annotated: ReadonlySet<string>;
  excludedNamespaces: ReadonlySet<string>;
  /** Told what was not wrong with an object before. */
  onNew: (entry: Entry, violations: readonly Violation[]) => void;
}

/** Looks at one object and notes down what is wrong with it. */
export type Look = (type: string, object: KubernetesObject) => Promise<void>;

/** What looks at objects. What another object that is looked at has made is passed over: it is wrong where that is. */
export function looker({ ledger, judging, types, annotated, excludedNamespaces, onNew }: Looking): Look {
  return async (type, object) => {
    const namespace = metadataText(object, 'namespace');
    const name = metadataText(object, 'name');
    if (excludedNamespaces.has(type === '/Namespace' ? name : namespace)) return;
    if (types.has(typeOfMaker(object) ?? '')) {
      ledger.delete(type, namespace, name);
      return;
    }
    const judged = await judgeStored(object, judging);
    const entry = { ...judged, isUnowned: judged.isUnowned && annotated.has(type) };
    const before = ledger.put(type, entry);
    const known = new Set(before?.violations.map(keyOf));
    const added = entry.violations.filter(violation => !known.has(keyOf(violation)));
    if (added.length > 0) onNew(entry, added);
  };
}

function keyOf({ rule, path }: Violation): string {
  return JSON.stringify([rule, path]);
}
