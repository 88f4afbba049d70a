/**
 * How dist/ is built. `npm run build` runs this file, which says nothing where nothing is wrong: rolldown's own command
 * prints every chunk, and `npm ci` would show it to whoever installs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, defineConfig } from 'rolldown';
import { isolatedDeclaration } from 'rolldown/experimental';
import { assembly } from './src/logs/scanner/assembly.js';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const FROM_PROCESS = '\0builtin:';

/**
 * An ES import of a built-in module loads it, and with it file streams, worker threads or all of cryptography, at every
 * start. Taken from the process, and only when something of it is used, it costs next to nothing.
 */
const builtIns = {
  name: 'built-ins',
  resolveId(source) {
    // The bundler's own runtime needs this one before it can load any other.
    if (!isBuiltin(source) || source === 'node:module') return null;
    return `${FROM_PROCESS}node:${source.replace(/^node:/, '')}`;
  },
  load(id) {
    if (!id.startsWith(FROM_PROCESS)) return null;
    const name = id.slice(FROM_PROCESS.length);
    const taken = `process.getBuiltinModule(${JSON.stringify(name)})`;
    const isCalled = typeof process.getBuiltinModule(name) === 'function';
    return { code: isCalled ? `module.exports = ${taken};` : whenUsed(taken), moduleType: 'js' };
  },
};

/**
 * The first name that is asked for puts the module itself in the place of the proxy. The bundler gives what stands for a
 * namespace the same prototype, so that it finds them there too.
 */
const whenUsed = (taken) => `
const asked = { get: (_, name) => Object.setPrototypeOf(place, ${taken})[name] };
const place = Object.create(new Proxy({}, asked));
module.exports = Object.create(place);`;

/** What opens connections, and nothing else of undici: web sockets, a cache, mocks and HTTP/2 would be loaded with it. */
const UNDICI =
  "export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';";

const connections = {
  name: 'connections',
  resolveId(source) {
    if (source === 'undici') return '\0undici';
    return source.endsWith('/client-h2.js') ? '\0http2' : null;
  },
  load(id) {
    if (id === '\0undici') return UNDICI;
    return id === '\0http2' ? 'export default undefined;' : null;
  },
};

/**
 * What libraries would do by themselves and are never asked to: HubSpot's builds requests, which the wire sends, and its own
 * way to send them brings a table of every type of file along; chalk is told whether there are colours, and looks for no
 * terminal.
 */
const UNUSED = {
  '/services/http/Transport': 'export const sendBufferedRequest = undefined;',
  '#supports-color': 'export default { stdout: false, stderr: false };',
};

const unused = {
  name: 'unused',
  resolveId(source) {
    const end = Object.keys(UNUSED).find((each) => source.endsWith(each));
    return end === undefined ? null : `\0unused:${end}`;
  },
  load: (id) => (id.startsWith('\0unused:') ? UNUSED[id.slice('\0unused:'.length)] : null),
};

/**
 * Each file costs time when it is loaded, however small it is, so what is needed together is in one: what every start
 * needs, what most commands rest on, what judges, what a live look needs before its first call, what makes calls, what reads
 * logs, and what several formats of the report share. Those of JSON are apart, since they bring the schema with them. A group
 * takes along what it imports.
 */
const GROUPS = [
  { name: 'start', tags: ['$initial'], test: (id) => !id.endsWith('src/cli/main.ts') },
  { name: 'base', test: /builtin:|src\/(?:core|files|redact)\//, minShareCount: 20 },
  {
    name: 'doctor',
    test: /src\/(?:run\/saved|doctor\/selection|cli\/(?:doctor\/(?:flags|deliver)|saved\/notes))\.ts$/,
  },
  { name: 'live', test: /src\/run\/doctor\.ts$/ },
  { name: 'clients', test: /src\/run\/clients\.ts$/ },
  { name: 'logs', test: /src\/(?:logs\/|run\/(?:logs|read-logs)\.ts)/ },
  {
    name: 'report',
    test: /src\/reporters\/(?:text\/)?(?!json|ndjson)[^/]+\.ts$/,
    minShareCount: 2,
  },
];

/**
 * What is loaded seldom stays a package. The others are development packages, and built in: one file to read at every start
 * instead of a tree of hundreds, and nobody installs the 50 MB of a library of which some calls are made.
 */
const EXTERNAL = Object.keys(dependencies).flatMap((name) => [name, new RegExp(`^${name}/`)]);

/** The licences of what is built in. */
const licences = {
  name: 'licences',
  generateBundle(_options, files) {
    const modules = Object.values(files).flatMap(({ modules = {} }) => Object.keys(modules));
    const folders = modules.flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []);
    const texts = [...new Set(folders)].sort().map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      const text = file === undefined ? '' : readFileSync(`${folder}/${file}`, 'utf8').trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) });
  },
};

const program = defineConfig({
  input: { main: 'src/cli/main.ts' },
  platform: 'node',
  plugins: [builtIns, connections, unused, assembly, licences],
  // Without undici's second parser, which is an experiment, as in the copy of it that Node itself holds.
  transform: { define: { esbuildDetection: 'true' } },
  external: EXTERNAL,
  checks: {
    // An optional store of a library's limiter, which stays off, asks for its driver with `eval`.
    eval: false,
    // What is loaded only when it is wanted may stand beside what is wanted always.
    ineffectiveDynamicImport: false,
    // On a busy machine the compiler of the kernel takes seconds, which would be told to whoever installs.
    pluginTimings: false,
  },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    // What is shorter is read sooner, at every start.
    minify: true,
    codeSplitting: { groups: GROUPS },
  },
});

const SANDBOX = 'src/run/sandbox/for-tests.ts';

/** Its types stand in the one file, which is handed out without its code. */
const types = {
  name: 'types',
  async generateBundle() {
    const { code, errors } = await isolatedDeclaration(SANDBOX, readFileSync(SANDBOX, 'utf8'));
    if (errors.length > 0) this.error(errors[0].message);
    this.emitFile({ type: 'asset', fileName: 'sandbox.d.ts', source: code });
  },
};

/** What other packages import. */
const sandbox = defineConfig({
  input: { sandbox: SANDBOX },
  platform: 'node',
  plugins: [types],
  external: EXTERNAL,
  output: { dir: 'dist/exports', format: 'esm', minify: true, cleanDir: true },
});

const PAGE = new URL('src/console/page/', import.meta.url);
const STYLES = new URL('styles/', PAGE);

/** The page's frame as it is, and its styles in one sheet, without what is only for who writes them. */
const pageFiles = {
  name: 'page-files',
  generateBundle() {
    const sheets = readdirSync(STYLES).map((name) => readFileSync(new URL(name, STYLES), 'utf8'));
    const sheet = sheets
      .join('')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/\s+/g, ' ')
      // Behind a selector's colon there is no blank, and before one it means something.
      .replaceAll(/ ?([{};,]) ?|(:) /g, '$1$2')
      .replaceAll(';}', '}');
    this.emitFile({ type: 'asset', fileName: 'page.css', source: sheet });
    this.emitFile({
      type: 'asset',
      fileName: 'page.html',
      source: readFileSync(new URL('page.html', PAGE), 'utf8'),
    });
  },
};

/** The markup in the page's own sources without the blanks that lay it out there: `htm` leaves them out as well. */
const templates = {
  name: 'templates',
  transform(code, id) {
    return id.startsWith(fileURLToPath(PAGE)) ? code.replaceAll(/\n\s+/g, '\n') : undefined;
  },
};

/** The console's page, with all that its script is made of. */
const page = defineConfig({
  input: { page: 'src/console/page/main.ts' },
  platform: 'browser',
  plugins: [templates, pageFiles, licences],
  output: { dir: 'dist/console', format: 'esm', minify: true, cleanDir: true },
});

/** One after another: the first one empties the folder that the others are put into. */
const bundles = [program, sandbox, page];

export default bundles;

/** The program, and the pages about it. */
export async function buildAll() {
  for (const bundle of bundles) await build(bundle);
  const { writeDocs } = await import('./src/docs/write.ts');
  await writeDocs(new URL('dist/docs/', import.meta.url));
}

if (import.meta.main) await buildAll();
