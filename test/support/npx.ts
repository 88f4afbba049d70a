import { execPath } from 'node:process';
import { BIN } from './cli.ts';

/** A program `npx` that runs this checkout for `npx --yes opencx-hubspot ...`, whatever version is asked for. */
export const NPX = `#!/bin/sh
case "$1 $2" in
  "--yes opencx-hubspot"|"--yes opencx-hubspot@"*) shift 2 ;;
  *) echo "npx was not expected to be called with $*" >&2; exit 64 ;;
esac
exec "${execPath}" "${BIN}" "$@"
`;
