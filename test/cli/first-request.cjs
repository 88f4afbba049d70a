/**
 * Loaded before the program, by `--require`: writes the files that the program has loaded by the time that it opens its
 * first connection, one a line, to the file that FIRST_REQUEST names.
 */
const { subscribe } = require('node:diagnostics_channel');
const { writeFileSync } = require('node:fs');
const { registerHooks } = require('node:module');

const loaded = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});

let isFirst = true;
subscribe('net.client.socket', () => {
  if (isFirst) writeFileSync(process.env.FIRST_REQUEST, loaded.join('\n'));
  isFirst = false;
});
