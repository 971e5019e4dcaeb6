/** A thread that formats what it is sent, one file after another. */
import { parentPort } from 'node:worker_threads';

import type { GeneratedFile } from './emit/emitter.js';
import { formatText } from './format-text.js';
import { answerQuestions } from './thread.js';

answerQuestions(parentPort, ({ path, content }: GeneratedFile) => formatText(path, content));
