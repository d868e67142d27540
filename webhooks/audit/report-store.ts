import { setImmediate } from 'node:timers/promises';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { Client, Reader } from '../../kubernetes/client/client.ts';
import { readList } from '../../kubernetes/list/read-list.ts';
import { hasReason } from '../../kubernetes/errors/cluster-error.ts';
import type { Report } from './report.ts';
import {
  contentDigest,
  isStoredReport,
  listPath,
  reportName,
  reportObject,
  reportSelector,
  reportsPath,
  storedDigest,
  type ReportApi,
  type ReportOwner,
  type StoredReport,
} from './report-api.ts';

/** Reports of the cluster. */
export interface ReportStore {
  /** Reads the reports that an earlier process wrote. @throws ClusterError as readList */
  restore: (signal: AbortSignal, onReport: (namespace: string, report: StoredReport) => void) => Promise<void>;
  /**
   * Writes the report of a namespace, unless the stored one has the same content; deletes it if it
   * is undefined. A namespace that is being deleted gets none.
   * @throws ClusterError Forbidden, Conflict
   */
  write: (namespace: string, report: Report | undefined) => Promise<void>;
  /** Returns the namespaces that have a report. */
  namespaces: () => string[];
}

export function reportStore(
  client: Client,
  api: ReportApi,
  { owner, now }: { owner: ReportOwner | undefined; now: () => Date },
): ReportStore {
  const digests = new Map<string, string>();

  const stored = async (namespace: string): Promise<StoredReport | undefined> => {
    const report = await client.get(`${reportsPath(api, namespace)}/${reportName}`).catch(ignoreMissing);
    return isStoredReport(report) ? report : undefined;
  };

  const remove = async (namespace: string): Promise<void> => {
    await client.write('DELETE', `${reportsPath(api, namespace)}/${reportName}`).catch(ignoreMissing);
    digests.delete(namespace);
  };

  const put = async (namespace: string, report: Report): Promise<void> => {
    const folder = reportsPath(api, namespace);
    const before = await stored(namespace);
    const object = reportObject(api, namespace, report, { owner, before, now: now() });
    const manager = '?fieldManager=kubectl-fleet';
    if (before === undefined) await client.write('POST', `${folder}${manager}`, object);
    else await client.write('PUT', `${folder}/${reportName}${manager}`, object);
  };

  return {
    restore: async (signal, onReport) => {
      digests.clear();
      for (const scope of ['namespaces', 'cluster'] as const) {
        for await (const report of storedReports(client, listPath(api, scope), signal)) {
          const { namespace = '' } = report.metadata;
          digests.set(namespace, storedDigest(report));
          onReport(namespace, report);
        }
      }
    },
    write: async (namespace, report) => {
      if (report === undefined) {
        if (digests.has(namespace)) await remove(namespace);
        return;
      }
      const digest = contentDigest(report);
      if (digests.get(namespace) === digest) return;
      try {
        await put(namespace, report);
        digests.set(namespace, digest);
      } catch (error) {
        if (!isNamespaceGone(error)) throw error;
        digests.delete(namespace);
      }
    },
    namespaces: () => [...digests.keys()],
  };
}

async function* storedReports(client: Reader, path: string, signal: AbortSignal): AsyncGenerator<StoredReport> {
  for await (const { items } of readList(client, path, { signal, selection: reportSelector })) {
    for (const item of items) {
      const report: unknown = JSON.parse(item.toString());
      if (isStoredReport(report)) yield report;
      // A report has up to a hundred results, so admission reviews run in between.
      await setImmediate();
    }
  }
}

function ignoreMissing(error: unknown): undefined {
  if (hasReason(error, 'NotFound')) return undefined;
  throw error;
}

/** Returns true if the namespace does not exist or is being deleted: it accepts no objects. */
function isNamespaceGone(error: unknown): boolean {
  if (hasReason(error, 'NotFound')) return true;
  return hasReason(error, 'Forbidden') && error.message.includes('NamespaceTerminating');
}

const Owner = Type.Object({ metadata: Type.Object({ name: Type.String(), uid: Type.String() }) });
export const isOwner = validatorOf(Owner);

const apiVersion = 'admissionregistration.k8s.io/v1';
const kind = 'ValidatingWebhookConfiguration';

/**
 * Returns the owner reference of the reports, a ValidatingWebhookConfiguration. It is
 * cluster-scoped, so it can own objects of each namespace.
 * @throws ClusterError NotFound, Forbidden
 */
export async function reportOwner(
  client: { get: Reader['get'] },
  name: string | undefined,
): Promise<ReportOwner | undefined> {
  if (name === undefined) return undefined;
  const found = await client.get(`/apis/${apiVersion}/validatingwebhookconfigurations/${name}`);
  return isOwner(found) ? { apiVersion, kind, name, uid: found.metadata.uid } : undefined;
}
