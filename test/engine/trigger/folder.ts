import { resolve } from 'node:path';

export const DELIVERIES = resolve(import.meta.dirname, '../../../fixtures/deliveries');
