import { stringify } from 'yaml';
import { ExemptionStatus, FleetExemption, selectorAlone } from '../../policies/settings/exemption.ts';

const [group, version] = FleetExemption.properties.apiVersion.const.split('/');

const columns = [
  { name: 'Owner', type: 'string', jsonPath: '.spec.owner' },
  { name: 'Rules', type: 'string', jsonPath: '.spec.rules' },
  { name: 'Expires', type: 'string', jsonPath: '.spec.expiresAt' },
  { name: 'State', type: 'string', jsonPath: '.status.state' },
  { name: 'Used', type: 'integer', jsonPath: '.status.used' },
  { name: 'Estimate', type: 'boolean', jsonPath: '.status.usedIsEstimate', priority: 1 },
  { name: 'Last Used', type: 'date', jsonPath: '.status.lastUsed' },
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
];

/**
 * The definition of FleetExemption for an API server, from the schema by which exemptions are
 * checked.
 */
export function exemptionKind(): string {
  const { spec } = FleetExemption.properties;
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `fleetexemptions.${group}` },
    spec: {
      group,
      scope: 'Cluster',
      names: {
        kind: FleetExemption.properties.kind.const,
        listKind: 'FleetExemptionList',
        plural: 'fleetexemptions',
        singular: 'fleetexemption',
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: columns,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              description: "An owner's dated permission for named objects to break named rules of kubectl fleet.",
              required: ['spec'],
              properties: { spec: structural(spec), status: structural(ExemptionStatus) },
            },
          },
        },
      ],
    },
  };
  return `# Written by make generate from policies/settings/exemption.ts\n${stringify(definition, { aliasDuplicateObjects: false, lineWidth: 120 })}`;
}

/** What CEL says of a schema and the schema cannot; an API server knows no format of ours. */
const dayOrTime = {
  maxLength: 40,
  'x-kubernetes-validations': [
    {
      rule: "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9:]{5}))?$') && timestamp(self.size() == 10 ? self + 'T00:00:00Z' : self) > timestamp('1678-01-01T00:00:00Z')",
      message: 'must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z',
    },
  ],
};

const moreThanASelector = {
  'x-kubernetes-validations': [
    { rule: 'has(self.kinds) || has(self.namespaces) || has(self.names)', message: selectorAlone },
  ],
};

/**
 * A schema as an API server takes it. It prunes what it does not know instead of refusing it, and
 * of the objects that are named a condition that was dropped would exempt more of them: there all
 * is kept, and what is too much makes the exemption malformed.
 */
function structural(schema: unknown, isOfObjects = false): unknown {
  if (Array.isArray(schema)) return schema.map(item => structural(item, isOfObjects));
  if (typeof schema !== 'object' || schema === null) return schema;
  const fields: Record<string, unknown> = { ...schema };
  const { additionalProperties, patternProperties, format, ...rest } = fields;
  const kept = Object.entries(rest).map(([key, value]) => [key, structural(value, isOfObjects || key === 'objects')]);
  return {
    ...(rest['enum'] !== undefined && { type: 'string' }),
    ...Object.fromEntries(kept),
    ...(schema === FleetExemption.properties.spec.properties.objects && moreThanASelector),
    ...(patternProperties !== undefined && { additionalProperties: { type: 'string' } }),
    ...(isOfObjects && additionalProperties === false && { 'x-kubernetes-preserve-unknown-fields': true }),
    ...(format === 'day-or-time' ? dayOrTime : format !== undefined && { format }),
  };
}
