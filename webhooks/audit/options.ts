import { Type, type Static } from 'typebox';

const Text = Type.String({ minLength: 1 });

/**
 * Settings of the audit in the webhook's configuration; docs/guides/audit.md explains each to
 * users.
 */
export const AuditOptions = Type.Object(
  {
    /** Lease that elects the replica that scans. It exists already, in the webhook's namespace. */
    lease: Text,
    reports: Type.Optional(Type.Enum(['auto', 'openreports', 'wgpolicyk8s', 'none'])),
    /** True to record an Event for each new finding. */
    events: Type.Optional(Type.Boolean()),
    /** Hours from the start of one scan to the start of the next. */
    everyHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 31 })),
    /** Largest share of one core that a scan uses, in percent. */
    corePercent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    /** Namespaces whose objects are not scanned. */
    excludedNamespaces: Type.Optional(Type.Array(Text)),
    /** Name of the ValidatingWebhookConfiguration that owns the reports. */
    ownedBy: Type.Optional(Text),
  },
  { additionalProperties: false },
);
export type AuditOptions = Static<typeof AuditOptions>;

/** Options in which each setting with a default has a value. */
export interface AuditSettings extends AuditOptions {
  reports: NonNullable<AuditOptions['reports']>;
  events: boolean;
  everyHours: number;
  corePercent: number;
  excludedNamespaces: string[];
}

export function withDefaults(options: AuditOptions): AuditSettings {
  return {
    reports: 'auto',
    events: false,
    everyHours: 24,
    corePercent: 50,
    excludedNamespaces: ['kube-system', 'kube-public', 'kube-node-lease'],
    ...options,
  };
}
