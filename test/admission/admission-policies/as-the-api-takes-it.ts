import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';

/**
 * Completes a sample. A sample has only the fields that a rule reads, but the API server requires
 * more in its own kinds: containers, selectors, a schedule. Adds the missing fields and changes no
 * field that a rule reads. A Namespace gets another name, because the sample's own exists already.
 */
export function asTheApiTakesIt(object: KubernetesObject): KubernetesObject {
  const complete = completions.get(String(object['kind']));
  return complete === undefined || !isKubernetesOwn(object) ? object : complete(object);
}

const completions = new Map<string, (object: KubernetesObject) => KubernetesObject>([
  ['Namespace', object => ({ ...object, metadata: { ...recordOf(object['metadata']), name: 'another' } })],
  ['Pod', object => ({ ...object, spec: podSpec(object['spec']) })],
  ['Deployment', withTemplate],
  ['DaemonSet', withTemplate],
  ['ReplicaSet', withTemplate],
  ['StatefulSet', withTemplate],
  ['Job', object => ({ ...object, spec: jobSpec(object['spec']) })],
  ['CronJob', withJobTemplate],
  ['PersistentVolumeClaim', object => ({ ...object, spec: claimSpec(object['spec']) })],
]);

function isKubernetesOwn({ apiVersion }: KubernetesObject): boolean {
  return !String(apiVersion).split('/')[0]?.includes('.');
}

function withTemplate(object: KubernetesObject): KubernetesObject {
  const spec = recordOf(object['spec']);
  const template = recordOf(spec['template']);
  const metadata = recordOf(template['metadata']);
  const labels = { app: 'sample', ...recordOf(metadata['labels']) };
  const claims = listOf(spec['volumeClaimTemplates']).map(withClaimSpec);
  return {
    ...object,
    spec: {
      ...spec,
      selector: { matchLabels: labels },
      template: { ...template, metadata: { ...metadata, labels }, spec: podSpec(template['spec']) },
      ...(claims.length > 0 && { volumeClaimTemplates: claims }),
    },
  };
}

function withJobTemplate(object: KubernetesObject): KubernetesObject {
  const spec = recordOf(object['spec']);
  const jobTemplate = recordOf(spec['jobTemplate']);
  return {
    ...object,
    spec: { schedule: '@daily', ...spec, jobTemplate: { ...jobTemplate, spec: jobSpec(jobTemplate['spec']) } },
  };
}

function jobSpec(value: unknown): KubernetesObject {
  const spec = recordOf(value);
  const template = recordOf(spec['template']);
  return { ...spec, template: { ...template, spec: { restartPolicy: 'Never', ...podSpec(template['spec']) } } };
}

function podSpec(value: unknown): KubernetesObject {
  const { containers, volumes, ...spec } = recordOf(value);
  const named = listOf(containers).map((container, index) => ({ name: `c${index}`, image: 'sample:1', ...container }));
  const stored = listOf(volumes).map(({ ephemeral, ...volume }) => ({
    ...volume,
    ...(isRecord(ephemeral) && {
      ephemeral: { volumeClaimTemplate: withClaimSpec(recordOf(ephemeral['volumeClaimTemplate'])) },
    }),
  }));
  const sample = [{ name: 'sample', image: 'sample:1' }];
  return { ...spec, containers: named.length > 0 ? named : sample, ...(stored.length > 0 && { volumes: stored }) };
}

function withClaimSpec(claim: KubernetesObject): KubernetesObject {
  return { ...claim, spec: claimSpec(claim['spec']) };
}

function claimSpec(value: unknown): KubernetesObject {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...recordOf(value) };
}

function listOf(value: unknown): KubernetesObject[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

function recordOf(value: unknown): KubernetesObject {
  return isRecord(value) ? value : {};
}
