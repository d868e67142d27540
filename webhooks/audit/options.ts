import { Type, type Static } from 'typebox';

const Text = Type.String({ minLength: 1 });

/** How existing objects are looked at; docs/guides/audit.md tells users of each. */
export const AuditOptions = Type.Object(
  {
    /** Lease by which one replica is chosen to scan; it exists already, in the webhook's own namespace. */
    lease: Text,
    reports: Type.Optional(Type.Enum(['auto', 'openreports', 'wgpolicyk8s', 'none'])),
    /** Whether objects get Events about what is newly found. */
    events: Type.Optional(Type.Boolean()),
    /** A whole scan begins so many hours after the last. */
    everyHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 31 })),
    /** Percent of a core that it takes at most. */
    corePercent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    /** Namespaces of which nothing is looked at. */
    excludedNamespaces: Type.Optional(Type.Array(Text)),
    /** ValidatingWebhookConfiguration with which the reports go. */
    ownedBy: Type.Optional(Text),
  },
  { additionalProperties: false },
);
export type AuditOptions = Static<typeof AuditOptions>;

export const defaultAuditOptions = {
  reports: 'auto',
  events: false,
  everyHours: 24,
  corePercent: 50,
  excludedNamespaces: ['kube-system', 'kube-public', 'kube-node-lease'],
} as const satisfies Partial<AuditOptions>;
