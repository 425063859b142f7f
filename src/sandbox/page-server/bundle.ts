import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type Bundle = { script: string; style: string };

const entry = fileURLToPath(new URL('../page/main.tsx', import.meta.url));

/** The page's programme and style, made in memory: nothing is written, nothing is fetched. */
export const bundlePage = async (): Promise<Bundle> => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
};
