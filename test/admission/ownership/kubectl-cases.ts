import type { Case, Write } from './case.ts';
import { deployment, imageOf, ownerKey, saying, type Said } from './objects.ts';

/** A Deployment that names its owner in this way, as kubectl apply makes it. */
export const applied =
  (said: Said, version = 1): Write =>
  ({ name, kubectl }) =>
    kubectl(['apply', '-f', '-'], deployment(name, saying(said), version));

const on =
  (verb: string, ...words: string[]): Write =>
  ({ name, kubectl }) =>
    kubectl([verb, `deployment/${name}`, ...words]);

export const setImage =
  (version: number): Write =>
  ({ name, kubectl }) =>
    kubectl(['set', 'image', `deployment/${name}`, `a=${imageOf(version)}`]);

const replaced =
  (said: Said): Write =>
  ({ name, kubectl }) =>
    kubectl(['replace', '-f', '-'], deployment(name, saying(said), 2));

const patched = (type: string, change: unknown): Write => on('patch', `--type=${type}`, '-p', JSON.stringify(change));

const image = [{ name: 'a', image: imageOf(2) }];
const containers = { spec: { template: { spec: { containers: image } } } };
const withoutLabel = { metadata: { labels: { [ownerKey]: null } } };
const moved = { metadata: { labels: { [ownerKey]: 'shop' }, annotations: { [ownerKey]: null } } };
const inContainer = { op: 'replace', path: '/spec/template/spec/containers/0/image', value: imageOf(2) };
const labelPath = `/metadata/labels/${ownerKey.replace('/', '~1')}`;

const labelled = { prepare: applied('label') };
const annotated = { prepare: applied('annotation') };
const keeps = { leaves: 'shop' } as const;
const drops = { leaves: 'payments' } as const;
const gives = { leaves: 'search' } as const;

/** Single commands of kubectl. */
export const kubectlCases: readonly Case[] = [
  {
    does: 'create',
    write: ({ name, kubectl }) => kubectl(['create', '-f', '-'], deployment(name, saying('label'))),
    ...keeps,
  },
  { does: 'apply', ...labelled, write: applied('label', 2), ...keeps },
  { does: 'apply a file without owner', ...labelled, write: applied('nowhere', 2), ...drops },
  { does: 'replace', ...labelled, write: replaced('label'), ...keeps },
  { does: 'replace by a file without owner', ...labelled, write: replaced('nowhere'), ...drops },
  { does: 'replace an annotation by a label', ...annotated, write: replaced('label'), ...keeps },
  { does: 'edit', ...labelled, write: on('edit'), ...keeps },
  { does: 'strategic merge patch', ...labelled, write: patched('strategic', containers), ...keeps },
  { does: 'strategic merge patch of the owner', ...labelled, write: patched('strategic', withoutLabel), ...drops },
  { does: 'merge patch', ...labelled, write: patched('merge', { metadata: { labels: { tier: 'a' } } }), ...keeps },
  { does: 'merge patch of the owner', ...labelled, write: patched('merge', withoutLabel), ...drops },
  { does: 'merge patch from annotation to label', ...annotated, write: patched('merge', moved), ...keeps },
  { does: 'JSON patch', ...labelled, write: patched('json', [inContainer]), ...keeps },
  {
    does: 'JSON patch of the owner',
    ...labelled,
    write: patched('json', [{ op: 'remove', path: labelPath }]),
    ...drops,
  },
  { does: 'set image', ...labelled, write: setImage(2), ...keeps },
  { does: 'scale', ...labelled, write: on('scale', '--replicas=1'), aside: true, ...keeps },
  { does: 'annotate', ...annotated, write: on('annotate', 'note=a'), ...keeps },
  { does: 'annotate owner-', ...annotated, write: on('annotate', `${ownerKey}-`), ...drops },
  {
    does: 'annotate another owner',
    ...annotated,
    write: on('annotate', `${ownerKey}=search`, '--overwrite'),
    ...gives,
  },
  { does: 'annotate beside the label', ...labelled, write: on('annotate', `${ownerKey}=search`), ...keeps },
  { does: 'label', ...labelled, write: on('label', 'tier=a'), ...keeps },
  { does: 'label owner-', ...labelled, write: on('label', `${ownerKey}-`), ...drops },
  { does: 'label another owner', ...labelled, write: on('label', `${ownerKey}=search`, '--overwrite'), ...gives },
  {
    does: 'label what has no owner',
    prepare: applied('nowhere'),
    write: on('label', `${ownerKey}=shop`),
    before: 'payments',
    ...keeps,
  },
  { does: 'delete', ...labelled, write: on('delete'), aside: true, leaves: 'nobody' },
];
