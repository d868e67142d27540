import { startCluster } from '../testbed/cluster/start.ts';
import { audits } from './audits.ts';
import { bindings } from './bindings.ts';
import { creations } from './creations.ts';
import { evaluations } from './evaluations.ts';
import { facts } from './facts.ts';
import { fleetRuns } from './fleet/measure.ts';
import { leaseUpdates } from './lease-updates.ts';
import { lints } from './lints.ts';
import { memory } from './memory.ts';
import { startPeers } from './peers/start.ts';
import { readiness } from './readiness.ts';
import { servers } from './servers.ts';
import { stalls } from './stalls.ts';
import { startTimes } from './start-times.ts';
import { table } from './table.ts';
import { worst } from './worst-cases/measure.ts';

/** The measurements by name; each writes its tables. */
export const parts: Readonly<Record<string, (show: Show) => Promise<void>>> = {
  evaluations: async show => {
    const header = ['', '', 'BYTES', 'P50', 'P99', 'UPDATE', 'WEBHOOK', 'PARSE', 'BOTH', 'X PARSE', 'X BOTH'];
    show(
      'One evaluation with all rules, in microseconds, beside JSON.parse and JSON.stringify of the same review',
      table([header, ...(await evaluations())]),
    );
  },
  worst: async show => {
    const header = ['', '', '128 KiB CREATE', 'UPDATE', '3 MiB CREATE', 'UPDATE'];
    show('The most expensive objects of each rule, in milliseconds of CPU time', table([header, ...(await worst())]));
  },
  facts: async show => {
    show(
      'Facts, read and first used in milliseconds, and then an evaluation in microseconds',
      table([['', 'READ MS', 'FIRST USE MS', 'P50'], ...(await facts())]),
    );
  },
  servers: async show => {
    const cluster = await startCluster({ name: 'bench' });
    try {
      const peers = await startPeers(cluster);
      show(
        "The same review over TLS, 8 connections, in reviews for each second of the server's CPU",
        table([
          ['', '', 'LOWEST', 'HIGHEST', 'X EMPTY', 'X KYVERNO', 'X GATEKEEPER', 'PEAK MiB'],
          ...(await servers(peers)),
        ]),
      );
      show(
        'Creation of the StatefulSet through kube-apiserver (a dry run), in milliseconds',
        table([['', 'P50', 'X EMPTY', 'P99', 'X EMPTY'], ...(await creations(cluster, peers))]),
      );
    } finally {
      await cluster.stop();
    }
  },
  stalls: async show => {
    show(
      'One review after another, alone and while others of nearly 7 MiB come, in milliseconds',
      table([['', 'P50', 'P99', 'LONGEST'], ...(await stalls())]),
    );
  },
  memory: async show => {
    show(
      'Resident memory of the webhook, in MiB',
      table([['', 'AT REST', 'UNDER LOAD', 'AT MOST'], ...(await memory())]),
    );
  },
  bindings: async show => {
    show(
      'Memory of the webhook at rest with 20,000 Pods of 2,000 Deployments, in MiB: lowest and highest of three starts',
      table([['', 'BINDINGS', 'RESIDENT', '', 'HEAP USED', ''], ...(await bindings())]),
    );
  },
  readiness: async show => {
    show(
      'From the start of the webhook until it is ready, in milliseconds',
      table([['LOWEST', 'MEDIAN', 'HIGHEST'], await readiness()]),
    );
  },
  audit: async show => {
    show(
      'A whole scan of what exists, in seconds, and what it took of the CPU',
      table([['', 'OBJECTS', 'SECONDS', 'CPU SECONDS', 'CORES', 'PEAK MiB'], ...(await audits())]),
    );
  },
  leases: async show => {
    show(
      "An update of a Lease, in microseconds of the API server's CPU",
      table([['', 'LOWEST', 'MEDIAN', 'HIGHEST', 'X NONE'], ...(await leaseUpdates())]),
    );
  },
  commands: async show => {
    show(
      'From start to end of a command, over three clusters, in milliseconds',
      table([['', 'MEDIAN', 'LOWEST'], ...(await startTimes())]),
    );
  },
  fleet: async show => {
    show(
      'get pods over clusters that answer after 50 ms with 200 pods each, in seconds',
      table([['', 'WALL MEDIAN', 'LOWEST', 'CPU MEDIAN', 'LOWEST', 'PEAK MiB'], ...(await fleetRuns())]),
    );
  },
  lints: async show => {
    show(
      'A lint of 2,000 manifests from start to end, in milliseconds',
      table([['', 'MB', 'LOWEST', 'CPU', 'PEAK MiB'], ...(await lints())]),
    );
  },
};

/** Writes a table with its title. */
export type Show = (title: string, table: string) => void;
