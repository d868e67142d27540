import { isRecord } from '../../../kubernetes/objects/is-record.ts';

/**
 * Fields that kustomize reads as paths, or as inline YAML in place of a path
 * (kubernetes-sigs/kustomize api/types/kustomization.go).
 */
const lists = [
  'resources',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
];
const listsOfPaths = ['patches', 'patchesJson6902', 'replacements'];
const generators = ['configMapGenerator', 'secretGenerator'];

/** Returns the texts of a kustomization that kustomize reads as file paths, unresolved. */
export function inputsOf(fields: Readonly<Record<string, unknown>>): string[] {
  const recordsIn = (field: string) => listIn(fields[field]).filter(isRecord);
  return [
    ...lists.flatMap(field => textsIn(fields[field])),
    ...listsOfPaths.flatMap(recordsIn).flatMap(({ path }) => textsIn(path)),
    ...generators
      .flatMap(recordsIn)
      .flatMap(({ files, envs, env }) => [
        ...textsIn(files).map(text => text.replace(/^[^=]*=/, '')),
        ...textsIn(envs),
        ...textsIn(env),
      ]),
    ...[fields['openapi']].filter(isRecord).flatMap(({ path }) => textsIn(path)),
    ...recordsIn('helmCharts').flatMap(one => [
      ...textsIn(one['valuesFile']),
      ...textsIn(one['additionalValuesFiles']),
    ]),
    ...recordsIn('helmChartInflationGenerator').flatMap(({ values }) => textsIn(values)),
  ];
}

/** Returns the texts of a list, or a single text. */
export function textsIn(value: unknown): string[] {
  return [value].flat().filter(text => typeof text === 'string');
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
