import { audit } from './rows/audit.ts';
import { decisions } from './rows/decisions.ts';
import { load } from './rows/load.ts';
import { now } from './rows/now.ts';
import { policy } from './rows/policy.ts';
import { speed } from './rows/speed.ts';
import type { Row } from './rows/panel.ts';

/** Rows of the dashboard, from top to bottom. */
export const rows: Row[] = [
  { title: 'Now', panels: now },
  { title: 'Decisions', panels: decisions },
  { title: 'Speed', panels: speed },
  { title: 'Load', panels: load },
  { title: 'Policy', panels: policy },
  { title: 'Audit', panels: audit },
];
