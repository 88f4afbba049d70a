import { dirname, resolve } from 'node:path';
import type { Given } from '../core/given.ts';
import type { Secret } from '../core/secret.ts';
import { readAnswersWithUrls, type ReadAnswers } from './answers.ts';
