/**
 * What a probe loads only when it is wanted, loaded before any test: the tables in it, which are made as it is loaded, would
 * seem to concern the first test alone that wants it.
 */
import '../../src/logs/analyse.ts';
