import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { settingsSchema } from './settings-schema.ts';

const takes = new Ajv().compile(settingsSchema(['no-pets', 'no-cattle']));

test.each([
  { settings: {}, isTaken: true },
  { settings: { rules: { 'no-pets': 'warn', 'no-cattle': false }, exemptionDays: 30 }, isTaken: true },
  { settings: { rules: { '*': 'warn', 'own-no-dogs': [{ action: 'audit' }] } }, isTaken: true },
  { settings: { rules: { '*': [{ action: 'warn', until: '2027-01-31', then: false }] } }, isTaken: true },
  { settings: { rules: { '*': [{ action: 'warn', until: '2027-01-31T12:00:00+01:00' }] } }, isTaken: true },
  { settings: { rules: { 'no-pet': 'warn' } }, isTaken: false },
  { settings: { rules: { 'own-': 'warn' } }, isTaken: false },
  { settings: { rules: { '**': 'warn' } }, isTaken: false },
  { settings: { rules: { '*': 'wran' } }, isTaken: false },
  { settings: { rules: { '*': [{ action: 'warn', until: '31.1.2027' }] } }, isTaken: false },
  { settings: { rules: { '*': [{ action: 'warn', until: '2027-13-01' }] } }, isTaken: false },
  { settings: { docs: { url: 'https://wiki.example.com/fleet' } }, isTaken: true },
  { settings: { docs: { url: 'wiki.example.com' } }, isTaken: false },
  { settings: { docs: 'https://wiki.example.com' }, isTaken: false },
  { settings: { rule: {} }, isTaken: false },
])('$settings: taken $isTaken', ({ settings, isTaken }) => {
  expect(takes(settings)).toBe(isTaken);
});
