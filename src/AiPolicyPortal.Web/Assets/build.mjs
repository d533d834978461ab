// Builds wwwroot/dist from Assets: one style sheet, the modules, the fonts. Run by `npm run build`, which the .NET build calls.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import * as sass from 'sass';

const out = 'wwwroot/dist';

// The name carries the version, so a browser may keep a font for ever; _fonts.scss and _Layout.cshtml use the same names.
const fonts = [
  ['@fontsource-variable/source-sans-3', 'source-sans-3-latin-wght-normal'],
  ['@fontsource-variable/source-sans-3', 'source-sans-3-latin-ext-wght-normal'],
  ['@fontsource/source-serif-4', 'source-serif-4-latin-600-normal'],
  ['@fontsource/source-serif-4', 'source-serif-4-latin-ext-600-normal'],
];

await rm(out, { recursive: true, force: true });
await mkdir(`${out}/fonts`, { recursive: true });

for (const [name, file] of fonts) {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
  await copyFile(`node_modules/${name}/files/${file}.woff2`, `${out}/fonts/${file}-${version}.woff2`);
}

const styles = sass.compile('Assets/scss/site.scss', {
  style: 'compressed',
  loadPaths: ['node_modules'],
  quietDeps: true,
  silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
});
await writeFile(`${out}/site.css`, styles.css);

// The map's countries get the codes that the pages use; Antarctica, which has no programmes, makes room for the others.
const worldShapes = {
  name: 'world-shapes',
  setup(build) {
    build.onResolve({ filter: /^world-shapes$/ }, () => ({ path: 'world-shapes', namespace: 'world' }));
    build.onLoad({ filter: /.*/, namespace: 'world' }, async () => {
      const world = JSON.parse(await readFile('node_modules/world-atlas/countries-110m.json', 'utf8'));
      const codes = new Map((await readFile('../../data/reference/countries.csv', 'utf8')).split('\n').map(line => line.split(','))
        .map(([alpha2, , numeric]) => [String(Number(numeric)).padStart(3, '0'), alpha2]));
      world.objects.countries.geometries = world.objects.countries.geometries.filter(country => country.id !== '010')
        .map(({ type, arcs, id }) => ({ type, arcs, id: codes.get(id) ?? '' }));
      delete world.objects.land;
      return { contents: JSON.stringify(world), loader: 'json' };
    });
  },
};

await build({
  entryPoints: ['Assets/ts/site.ts'],
  outdir: out,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: [worldShapes],
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
});
