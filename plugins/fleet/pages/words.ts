/** Word of the vocabulary of kubectl fleet. */
export interface Word {
  /** Definition without a full stop, for tables. */
  means: string;
  /** Further paragraphs. */
  more?: readonly string[];
  /** Related words. */
  see?: readonly string[];
}

/** All words in alphabetical order. Help, pages and messages use each word only in this sense. */
export const words: Readonly<Record<string, Word>> = {
  action: {
    means: 'what a finding of a rule does in a place: deny, warn, audit or off',
    more: [
      'deny refuses the object, warn tells the user and lets it pass, audit only records it, off says nothing. A rule has an action of its own; settings change it for namespaces and for a time.',
      'What Kubernetes writes by itself is not refused, and what was so before an update is warned about and not refused.',
    ],
    see: ['settings', 'ceiling', 'exemption'],
  },
  bundle: {
    means: 'a file that holds rules of your own beside those of kubectl fleet, compiled',
    more: ['`kubectl fleet policy build DIR` writes it; lint, explain and the webhook take it.'],
    see: ['rule'],
  },
  ceiling: {
    means: 'the gravest action that any rule has in a place: the entry "*" of the settings',
    more: ['What only the ceiling keeps from a denial says so, and has `wouldDeny: true` in JSON.'],
    see: ['action', 'settings'],
  },
  'control plane': {
    means: 'the API server and the controllers of a federation, which may be a cluster of its own',
    see: ['federation', 'hub'],
  },
  decision: {
    means: 'findings after actions and exemptions: allow, allow with warnings, or deny with all reasons',
    see: ['finding', 'action', 'exemption'],
  },
  derived: {
    means: 'computed by the webhook, anew at each write: the annotations owned-by, fleet, cluster and managed-by',
    more: ['Nobody can protect or claim what is derived; that is for what people and systems say.'],
    see: ['said', 'owner'],
  },
  exemption: {
    means: "an owner's dated permission for named objects to break named rules: a FleetExemption",
    more: [
      'Who may create objects of this kind grants exemptions: the chart brings a ClusterRole for it, which is part of no other role. Ask the team that runs the cluster. In files, `kubectl fleet lint` takes those that lie among the manifests.',
      'What an exemption covers is recorded and not refused, and the message names it. It lasts 90 days at most, or as many as `exemptionDays` of the settings says; from seven days before its end it is warned about.',
      'All that is named under `objects` has to match. `kubectl get fleetexemptions` shows how each one stands and how often it was used.',
    ],
    see: ['rule', 'owner', 'settings'],
  },
  facts: {
    means: 'what rules may know of a cluster beside the object in hand: version, nodes, workloads, roles, owner',
    more: [
      'The webhook reads them in its own cluster. `kubectl fleet facts` prints them, and `kubectl fleet lint --cluster-facts FILE` judges by them. What is not known is no reason to find anything.',
    ],
    see: ['rule'],
  },
  federation: {
    means: 'a control plane that makes several clusters look like one and places objects in them, e.g. Karmada',
    see: ['member', 'placement', 'pattern'],
  },
  finding: {
    means: 'what one rule has to say about one place in one object: rule, action, object, path, message, why, fix',
    see: ['rule', 'decision'],
  },
  fleet: {
    means: 'the clusters that one organisation runs',
    more: ['The plugin asks the clusters of your kubeconfig; the webhook writes the name of the fleet on objects.'],
    see: ['hub', 'spoke'],
  },
  GitOps: {
    means: 'what runs in a cluster is what a repository says, and a controller such as Argo CD or Flux keeps it so',
    see: ['hub', 'spoke', 'pattern'],
  },
  hub: {
    means: 'a cluster that runs Argo CD, Flux or the control plane of a federation for other clusters',
    see: ['spoke', 'pattern'],
  },
  mark: {
    means: 'label, annotation, owner reference or user by which a system shows that an object is its own',
    more: ['`kubectl fleet explain SYSTEM` lists the marks of a system, each with the source where it was read.'],
    see: ['system'],
  },
  member: {
    means: 'a cluster in which a federation places objects',
    see: ['federation', 'spoke'],
  },
  owner: {
    means: 'the team that answers for a cluster or an object',
    more: [
      'People and systems say it in the label or annotation `kubectl-fleet.io/owner` of an object or of its namespace. The webhook derives the annotation `kubectl-fleet.io/owned-by` from that. The settings say who speaks for an owner.',
    ],
    see: ['said', 'derived', 'settings'],
  },
  pattern: {
    means: 'the way in which a fleet runs work across clusters: hub-and-spoke, virtual nodes or federation',
    more: [
      'Hub-and-spoke: each cluster is run from git by itself, and a hub may do it for many. Virtual nodes: a cluster sends pods to a node that no machine stands behind. Federation: a control plane places objects in several clusters.',
      'The column PATTERN of `kubectl fleet clusters` shows the parts that a cluster plays in them.',
    ],
    see: ['hub', 'virtual node', 'federation'],
  },
  placement: {
    means: 'an object that says which objects go to which clusters, e.g. a PropagationPolicy of Karmada',
    see: ['federation', 'member'],
  },
  rule: {
    means: 'what must not be so in an object: a package of Rego with metadata, tests and samples',
    more: ['`kubectl fleet explain` lists all rules. Those of your own have names that begin with `own-`.'],
    see: ['finding', 'action', 'bundle'],
  },
  said: {
    means: 'asserted by a person or a system, and never by the webhook: the owner of an object',
    see: ['derived', 'owner'],
  },
  settings: {
    means: 'which actions rules have here and until when, who speaks for owners, and how long exemptions last',
    more: [
      'The webhook has them in its configuration below `settings`, as the values of its chart have them; `kubectl fleet lint --settings FILE` reads them alone. `docs.url` adds a link to the page of a rule, for whoever publishes these pages.',
    ],
    see: ['action', 'ceiling', 'exemption', 'owner'],
  },
  spoke: {
    means: 'a cluster that runs work; each one has a webhook of its own',
    see: ['hub', 'member'],
  },
  system: {
    means: 'software whose objects, nodes and users are recognised by their marks, e.g. Argo CD, Karmada or Liqo',
    see: ['mark'],
  },
  'virtual node': {
    means: 'a Node object that no machine stands behind',
    more: [
      'Pods on it run elsewhere, e.g. in a container service of a cloud or in another cluster, and cannot do all that pods on a machine can. `kubectl fleet explain SYSTEM` says what, where its sources do.',
    ],
    see: ['pattern', 'system'],
  },
  webhook: {
    means: 'the part of kubectl fleet that a cluster asks before it stores an object',
    more: ['It judges by the same rules as lint, and asks no other cluster.'],
    see: ['decision', 'spoke'],
  },
};
