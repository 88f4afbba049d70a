/** A program by itself: runs one query in DuckDB, in one thread, and prints the first value of the last row. */
import { argv } from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const rows = (await connection.runAndReadAll(argv[2])).getRows();
process.stdout.write(`${rows.at(-1)?.[0]}\n`);
