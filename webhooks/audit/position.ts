import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { ClusterWriter } from '../cluster/client.ts';

/** How far a scan has come. A kind is read whole or not at all: of a part nobody could say what of it was counted before. */
const Position = Type.Object({
  /** What its findings rest on: of anything else they would be others. */
  grounds: Type.String(),
  /** Kinds that were read to their end, and the version from which to watch each. */
  done: Type.Record(Type.String(), Type.String()),
});
export type Position = Static<typeof Position>;

const key = 'kubectl-fleet.io/scan';
const ajv = new Ajv();
const isPosition = ajv.compile<Position>(Position);
const Annotated = Type.Object({
  metadata: Type.Object({ annotations: Type.Optional(Type.Record(Type.String(), Type.String())) }),
});
const isAnnotated = ajv.compile<Static<typeof Annotated>>(Annotated);

/** Keeps the position of a scan with the Lease of whoever scans, so that the next one can go on from there. */
export function positionKeeper(client: ClusterWriter, leasePath: string): PositionKeeper {
  return {
    read: async () => {
      const lease = await client.get(leasePath);
      const text = isAnnotated(lease) ? lease.metadata.annotations?.[key] : undefined;
      try {
        const position: unknown = JSON.parse(text ?? 'null');
        return isPosition(position) ? position : undefined;
      } catch {
        return undefined;
      }
    },
    write: async position => {
      const value = position === undefined ? null : JSON.stringify(position);
      await client.write('PATCH', leasePath, { metadata: { annotations: { [key]: value } } });
    },
  };
}

export interface PositionKeeper {
  /** undefined where no scan was broken off. @throws WebhookError OBJECT_MISSING, OBJECT_FORBIDDEN, CLUSTER_REFUSED */
  read: () => Promise<Position | undefined>;
  /** undefined for a scan that has come to its end. @throws as read */
  write: (position: Position | undefined) => Promise<void>;
}
