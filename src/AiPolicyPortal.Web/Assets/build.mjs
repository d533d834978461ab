// Builds wwwroot/dist from Assets: one style sheet, one module, the fonts. Run by `npm run build`, which the .NET build calls.
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

await build({
  entryPoints: ['Assets/ts/site.ts'],
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
});
