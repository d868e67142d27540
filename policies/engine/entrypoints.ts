/** What TypeScript asks the policy, each a rule of policies/fleet/main. */
export const entrypoints = [
  'decision',
  'mutation',
  'rules',
  'words',
  'standings',
  'reads',
  'facts',
  'workloads',
  'arranged',
  'index',
  'twins',
  'contents',
  'sources',
  'judged',
  'conditions',
  'untold',
].map(name => `fleet/main/${name}`);
