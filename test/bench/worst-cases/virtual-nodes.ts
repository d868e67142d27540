import { container, placed, pod } from './pods.ts';
import { fill, type WorstCase } from './worst-case.ts';

const onLiqo = { nodeSelector: { 'liqo.io/type': 'virtual-node' } };
const onFargate = { labels: { 'eks.amazonaws.com/fargate-profile': 'burst' } };

/** Pods on virtual nodes that use much of what these may lack. */
export const capabilities: WorstCase[] = [
  {
    title: 'containers',
    object: bytes =>
      pod(
        {
          containers: fill(bytes, index => ({
            name: `c-${index}`,
            securityContext: { privileged: true },
            ports: [{ containerPort: 80, hostPort: 80 }],
          })),
        },
        onFargate,
      ),
  },
  {
    title: 'ports',
    object: bytes =>
      pod(
        { containers: [{ ...container, ports: fill(bytes, index => ({ containerPort: index, hostPort: index })) }] },
        onFargate,
      ),
  },
  {
    title: 'added capabilities',
    object: bytes =>
      pod(
        {
          containers: [{ ...container, securityContext: { capabilities: { add: fill(bytes, index => `C${index}`) } } }],
        },
        onFargate,
      ),
  },
  {
    title: 'as many added capabilities as are judged',
    object: () =>
      pod(
        {
          containers: [
            {
              ...container,
              securityContext: { capabilities: { add: Array.from({ length: 1_900 }, (_, index) => `C${index}`) } },
            },
          ],
        },
        onFargate,
      ),
  },
  {
    title: 'pod anti-affinity',
    object: bytes =>
      pod(
        {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: fill(bytes, index => ({ topologyKey: `key-${index}` })),
            },
          },
        },
        onFargate,
      ),
  },
  {
    title: 'as many containers as are judged',
    object: () =>
      pod(
        {
          containers: Array.from({ length: 600 }, (_, index) => ({
            name: `c-${index}`,
            securityContext: { privileged: true },
          })),
        },
        onFargate,
      ),
  },
  {
    title: 'volumes',
    object: bytes =>
      pod({ ...onLiqo, volumes: fill(bytes, index => ({ name: `v-${index}`, csi: { driver: 'disk' } })) }, placed),
  },
  {
    title: 'DaemonSet with tolerations',
    object: bytes => ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', namespace: 'shop' },
      spec: {
        template: {
          spec: {
            containers: [container],
            tolerations: fill(bytes, tolerationSeconds => ({
              key: 'virtual-node.liqo.io/not-allowed',
              operator: 'Exists',
              tolerationSeconds,
            })),
          },
        },
      },
    }),
  },
];
