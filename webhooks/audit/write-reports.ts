import { setImmediate } from 'node:timers/promises';
import type { ClusterStream, ClusterWriter } from '../cluster/client.ts';
import { readList } from '../cluster/read-list.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Report } from './report.ts';
import { folderPath, listPath, type ReportApi } from './report-api.ts';
import {
  contentOf,
  isStoredReport,
  reportName,
  reportObject,
  reportSelector,
  storedContent,
  type ReportOwner,
  type StoredReport,
} from './report-object.ts';

/** Keeps reports as they should be; nothing is written that is there already. */
export interface ReportWriter {
  /** Reads the reports that an earlier process left, and tells each. */
  restore: (signal: AbortSignal, onReport: (namespace: string, report: StoredReport) => void) => Promise<void>;
  /** Writes the report of a namespace, or deletes it where there is nothing to report. @throws WebhookError CLUSTER_REFUSED ... */
  write: (namespace: string, report: Report | undefined) => Promise<void>;
  /** Namespaces that have a report. */
  namespaces: () => string[];
}

export function reportWriter(
  client: ClusterWriter & ClusterStream,
  api: ReportApi,
  { owner, now }: { owner: ReportOwner | undefined; now: () => Date },
): ReportWriter {
  const contents = new Map<string, string>();

  const stored = async (namespace: string): Promise<StoredReport | undefined> => {
    const report = await client.get(`${folderPath(api, namespace)}/${reportName}`).catch(ignoreMissing);
    return isStoredReport(report) ? report : undefined;
  };

  const remove = async (namespace: string): Promise<void> => {
    await client.write('DELETE', `${folderPath(api, namespace)}/${reportName}`).catch(ignoreMissing);
    contents.delete(namespace);
  };

  const put = async (namespace: string, report: Report): Promise<void> => {
    const folder = folderPath(api, namespace);
    const before = await stored(namespace);
    const object = reportObject(api, namespace, report, { owner, before, now: now() });
    const manager = '?fieldManager=kubectl-fleet';
    if (before === undefined) await client.write('POST', `${folder}${manager}`, object);
    else await client.write('PUT', `${folder}/${reportName}${manager}`, object);
  };

  return {
    restore: async (signal, onReport) => {
      contents.clear();
      for (const place of ['namespaces', 'cluster'] as const) {
        for await (const report of storedReports(client, listPath(api, place), signal)) {
          const { namespace = '' } = report.metadata;
          contents.set(namespace, storedContent(report));
          onReport(namespace, report);
        }
      }
    },
    write: async (namespace, report) => {
      if (report === undefined) {
        if (contents.has(namespace)) await remove(namespace);
        return;
      }
      const content = contentOf(report);
      if (contents.get(namespace) === content) return;
      try {
        await put(namespace, report);
        contents.set(namespace, content);
      } catch (error) {
        if (!isGone(error)) throw error;
        contents.delete(namespace);
      }
    },
    namespaces: () => [...contents.keys()],
  };
}

async function* storedReports(client: ClusterStream, path: string, signal: AbortSignal): AsyncGenerator<StoredReport> {
  for await (const { items } of readList(client, path, { signal, selection: reportSelector })) {
    for (const item of items) {
      const report: unknown = JSON.parse(item.toString());
      if (isStoredReport(report)) yield report;
      // Each holds up to a hundred results, and others have their turn.
      await setImmediate();
    }
  }
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof WebhookError && error.code === 'OBJECT_MISSING') return undefined;
  throw error;
}

/** A namespace that is gone, or is about to go: nothing can be made in it, and what is in it goes with it. */
function isGone(error: unknown): boolean {
  if (!(error instanceof WebhookError)) return false;
  return (
    error.code === 'OBJECT_MISSING' ||
    (error.code === 'OBJECT_FORBIDDEN' && error.message.includes('NamespaceTerminating'))
  );
}
