import type { Tool } from '../../../tools/binaries/tools.ts';

/**
 * Neither tells its version, so that one on PATH is never taken for the one that was built here.
 */
const askVersion = ['--help'];

export const gatekeeper: Tool = {
  name: 'gatekeeper',
  version: 'v3.23.1',
  module: 'github.com/open-policy-agent/gatekeeper/v3',
  package: 'github.com/open-policy-agent/gatekeeper/v3',
  variables: {},
  askVersion,
  usualSeconds: 150,
};

export const kyverno: Tool = {
  name: 'kyverno',
  version: 'v1.19.1',
  module: 'github.com/kyverno/kyverno',
  package: 'github.com/kyverno/kyverno/cmd/kyverno',
  variables: {},
  askVersion,
  usualSeconds: 270,
};
