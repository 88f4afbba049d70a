/**
 * How WebAssembly is made of AssemblyScript, for the build and for tests alike: `import code from './x.wasm'` is the code
 * that is compiled of `x.ts`, as bytes.
 */
import { dirname, join } from 'node:path';

const FROM_SOURCE = '\0assembly:';

/** Of each source what was compiled; several bundlers may ask for it. */
const compiled = new Map();

export const assembly = {
  name: 'assembly',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!source.endsWith('.wasm')) return null;
    return `${FROM_SOURCE}${join(dirname(importer), source)}.js`;
  },
  async load(id) {
    if (!id.startsWith(FROM_SOURCE)) return null;
    const source = id.slice(FROM_SOURCE.length).replace(/wasm\.js$/, 'ts');
    compiled.set(source, compiled.get(source) ?? compile(source));
    const text = Buffer.from(await compiled.get(source)).toString('base64');
    return `export default Buffer.from('${text}', 'base64');`;
  },
};

async function compile(source) {
  // Loaded only here: it is a whole compiler.
  const { main } = await import('assemblyscript/asc');
  const options = '--optimizeLevel 3 --noAssert --runtime stub --enable simd --importMemory --use abort=';
  let code;
  const { error, stderr } = await main([source, ...options.split(' '), '--outFile', 'out.wasm'], {
    writeFile: (_, contents) => {
      code = contents;
    },
  });
  if (error !== null || code === undefined)
    throw new Error(`${source} cannot be compiled:\n${stderr.toString()}`);
  return code;
}
