import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { ClusterClient } from '../cluster/client.ts';
import type { ReportOwner } from './report-object.ts';

const Owner = Type.Object({ metadata: Type.Object({ name: Type.String(), uid: Type.String() }) });
const isOwner = new Ajv().compile<Static<typeof Owner>>(Owner);

const apiVersion = 'admissionregistration.k8s.io/v1';
const kind = 'ValidatingWebhookConfiguration';

/**
 * The webhook's registration, with which its reports are to go: it lies in no namespace, so it can own what lies in any.
 * @throws WebhookError OBJECT_MISSING, OBJECT_FORBIDDEN, CLUSTER_REFUSED
 */
export async function reportOwner(
  client: Pick<ClusterClient, 'get'>,
  name: string | undefined,
): Promise<ReportOwner | undefined> {
  if (name === undefined) return undefined;
  const found = await client.get(`/apis/${apiVersion}/validatingwebhookconfigurations/${name}`);
  return isOwner(found) ? { apiVersion, kind, name, uid: found.metadata.uid } : undefined;
}
