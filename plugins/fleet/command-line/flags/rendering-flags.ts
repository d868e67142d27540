import { boolean, repeated } from './value-types.ts';

/** Flags of a command that renders charts, kustomizations and GitOps sources. */
export const renderingFlags = {
  kustomize: boolean({ sentence: 'Judge what kubectl kustomize makes of folders with a kustomization.' }),
  helm: boolean({ sentence: 'Judge what helm template makes of charts.' }),
  values: repeated({ placeholder: 'FILE', sentence: 'Values for charts, as helm takes them.' }),
  gitops: boolean({
    formerName: 'follow',
    sentence: 'Judge what Argo CD and Flux deploy from folders of this repository, too, rendered.',
  }),
  source: repeated({
    placeholder: 'SOURCE=FOLDER',
    sentence: 'Follow a source into a folder: SOURCE is KIND/NAMESPACE/NAME, an address, or a glob of either.',
  }),
  'enable-helm': boolean({
    sentence: 'Let kubectl kustomize run helm for helmCharts, which may fetch charts into the folder.',
  }),
};
