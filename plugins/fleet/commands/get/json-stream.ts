import type { Environment } from '../../command-line/environment.ts';
import type { Answer } from '../../fanout/answer.ts';
import { json } from '../../output/format.ts';
import { objectText } from '../../output/object-text.ts';
import { annotated } from './flat-list.ts';
import { fleetList } from './fleet-list.ts';
import type { Entry } from './listing.ts';
import { readOnce, rememberClusters } from './same-clusters.ts';
import type { Found, ReceiverOf } from './read-resources.ts';

/** Number of characters that are held back, so that a document of this length is in order. */
const mostHeld = 16 * 2 ** 20;

/** A document of JSON that is written while objects come. */
export interface JsonStream {
  /** Returns the receiver of one context. */
  receiverOf: ReceiverOf;
  /** True where a part is written, so that the rest has to follow. */
  hasBegun: () => boolean;
  /** Writes the rest. Returns true, because there is a document also where nothing is found. */
  finish: (answers: readonly Answer<Found>[]) => Promise<boolean>;
}

/**
 * Starts a document of the objects of all clusters. The objects of a long one come in the order in
 * which servers send them, those of a short one in the order of the clusters. An object that
 * several contexts reach is in it once.
 * @param isFlat true for one List as kubectl prints it
 */
export function startJsonStream(
  isFlat: boolean,
  { stdout, drained }: Pick<Environment, 'stdout' | 'drained'>,
): JsonStream {
  const form = isFlat ? flatForm : fleetForm;
  const clusterOf = rememberClusters();
  const names = new Map<string, string>();
  /** Items by cluster and path, in the order of the request. */
  const held = new Map<string, Map<string, string[]>>();
  let left = mostHeld;
  let last: string | undefined;
  /** One page after another is text, and the next one waits until stdout has taken it. */
  let turn = Promise.resolve();
  /** Each item is written when the next one is there, because a comma follows all but the last. */
  const write = (items: readonly string[]): void => {
    if (items.length === 0) return;
    const before = last === undefined ? [form.head] : [`${last},`];
    stdout([...before, ...items.slice(0, -1).map(item => `${item},`)].join('\n'));
    last = items.at(-1);
  };
  const release = (name: string): void => {
    const paths = held.get(name)?.values() ?? [];
    for (const items of paths) write(items.splice(0));
  };
  const itemsAt = (name: string, path: string): string[] => {
    const paths = held.get(name) ?? new Map<string, string[]>();
    const items = paths.get(path) ?? [];
    held.set(name, paths.set(path, items));
    return items;
  };
  const receive = (name: string, path: string, items: readonly string[]): void => {
    left -= items.reduce((sum, { length }) => sum + length, 0);
    itemsAt(name, path).push(...items);
    if (left < 0) for (const one of [...held.keys()]) release(one);
  };

  return {
    receiverOf: (cluster, uid) => ({
      once: async (path, read) => {
        const known = clusterOf(cluster, await uid);
        for (const context of cluster.contexts) names.set(context, known.name);
        itemsAt(known.name, path);
        return readOnce(known, path, read);
      },
      keeps: false,
      take: async (path, listing) => {
        const name = names.get(cluster.name) ?? cluster.name;
        const own = turn.then(async () => {
          receive(name, path, await Promise.all(listing.entries.map(entry => form.item(name, entry))));
          await drained?.();
        });
        turn = own;
        await own;
        return { ...listing, entries: [] };
      },
    }),
    hasBegun: () => last !== undefined,
    finish: answers => {
      const named = answers.map(answer => {
        const { cluster } = answer;
        return { ...answer, cluster: { ...cluster, name: names.get(cluster.name) ?? cluster.name } };
      });
      for (const { cluster } of named) release(cluster.name);
      for (const name of [...held.keys()]) release(name);
      stdout(last === undefined ? form.empty(named) : `${last}\n${form.tail(named)}`);
      return Promise.resolve(true);
    },
  };
}

/** Parts of a document, each without a line break at its end. */
interface Form {
  head: string;
  item: (cluster: string, entry: Entry) => Promise<string>;
  tail: (answers: readonly Answer<Found>[]) => string;
  empty: (answers: readonly Answer<Found>[]) => string;
}

const fleetForm: Form = {
  head: '{\n  "apiVersion": "kubectl-fleet.io/v1alpha1",\n  "kind": "FleetList",\n  "items": [',
  item: (cluster, { object }) => Promise.resolve(indented(json({ cluster, object }), '    ')),
  tail: answers => `  ],\n${indented(`"clusters": ${json(fleetList(answers, []).clusters)}`, '  ')}\n}`,
  empty: answers => json(fleetList(answers, [])),
};

const emptyFlat = '    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}';
const flatHead = '{\n    "apiVersion": "v1",\n    "items": [';

const flatForm: Form = {
  head: flatHead,
  item: async (cluster, { object }) => indented(await objectText('json', annotated(object, cluster)), '        '),
  tail: () => `    ],\n${emptyFlat}`,
  empty: () => `${flatHead}],\n${emptyFlat}`,
};

function indented(text: string, indent: string): string {
  return indent + text.replaceAll('\n', `\n${indent}`);
}
