import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { measureAnswers } from './answers.ts';
import { type Figures, figuresSchema } from './figures.ts';
import { measureHerd } from './herd.ts';
import { measurePeers } from './peers/measure-peers.ts';
import { drawFigures } from './picture.ts';
import { describeFigures } from './print.ts';
import { createProgress, type Progress } from './progress.ts';
import { fullSizes, quickSizes, type Sizes } from './sizes.ts';
import { measureStored } from './stored.ts';

const help = `npm run bench -- [--quick] [--json] [--picture docs/figures.svg] [--only herd,answers,peers,stored] [--seed 1]`;

const parts = ['herd', 'answers', 'peers', 'stored'] as const;
type Part = (typeof parts)[number];

/** A login that may create databases and is held by no row-level security. */
const serverUrl =
  process.env.BENCH_DATABASE_URL ||
  process.env.TEST_DATABASE_URL ||
  'postgres://postgres@127.0.0.1:5432/postgres';

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      picture: { type: 'string' },
      only: { type: 'string', default: parts.join(',') },
      seed: { type: 'string', default: '1' },
    },
  });
  const wanted = values.only.split(',');
  const unknown = wanted.filter((name) => !parts.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(', ')}\n${help}`);
  const { host } = new URL(serverUrl);
  await assertServer(host);
  const progress = createProgress();
  const size = values.quick ? 'quick: small numbers, for a look' : 'full size';
  progress(`bench, ${size}, seed ${values.seed}, PostgreSQL at ${host}`);
  const figures = await measure(
    values.quick ? quickSizes : fullSizes,
    (part) => wanted.includes(part),
    Number(values.seed),
    progress,
  );
  progress('done');
  if (values.picture) await writeFile(values.picture, drawFigures(figures));
  const output = values.json ? JSON.stringify(figures) : describeFigures(figures, values.quick);
  process.stdout.write(`${output}\n`);
};

const measure = async (
  sizes: Sizes,
  isWanted: (part: Part) => boolean,
  seed: number,
  progress: Progress,
): Promise<Figures> => {
  const herd = isWanted('herd') && { herd: await measureHerd(serverUrl, sizes.herd, progress) };
  const answers = isWanted('answers') && {
    answers: await measureAnswers(serverUrl, sizes.answers, progress),
  };
  const peers = isWanted('peers') && { peers: await measurePeers(serverUrl, sizes.peers, seed, progress) };
  const stored = isWanted('stored') && (await measureStored(serverUrl, sizes, progress));
  return figuresSchema.parse({ ...herd, ...answers, ...peers, ...stored });
};

const assertServer = async (host: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl });
  try {
    await client.connect();
    await client.end();
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message || fault.name : String(fault);
    throw new Error(
      `the bench needs a PostgreSQL server, and ${host} says: ${reason}\nName one whose superuser it may be: BENCH_DATABASE_URL=postgres://…`,
    );
  }
};

try {
  await run();
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
}
