import { expect, test } from '@jest/globals';
import { drawFigures } from '../../bench/picture.ts';
import { figures } from './samples.ts';

const bars = (picture: string) =>
  [...picture.matchAll(/<rect class="(ours|other)" [^>]*width="(\d+)"/g)].map(([, whose, width]) => ({
    whose,
    width: Number(width),
  }));

test('bars are as long as their figures, beside each other', () => {
  const [ours, bare] = bars(drawFigures({ herd: { ...figures.herd, seconds: 8, baselineSeconds: 4 } }));
  expect(ours).toMatchObject({ whose: 'ours' });
  expect(bare).toMatchObject({ whose: 'other', width: ours!.width / 2 });
});

test('says every figure in words, too, and where all of them are 0', () => {
  const peers = figures.peers.map((peer) => ({ ...peer, lost: 0, doubled: 0 }));
  const picture = drawFigures({ ...figures, peers });
  for (const said of ['7.42 s', '1,710', '4.2 ms', '164 MB', '10M answers']) expect(picture).toContain(said);
  expect(picture).not.toContain('NaN');
});

test('nothing of it lies outside the picture', () => {
  const picture = drawFigures(figures);
  const [, width] = /viewBox="0 0 (\d+) \d+"/.exec(picture)!;
  const ends = [...picture.matchAll(/<rect class="\w+" x="(\d+)" [^>]*width="(\d+)"/g)];
  expect(ends.length).toBeGreaterThan(10);
  for (const [, x, length] of ends)
    expect(Number(x) + Number(length) + 80).toBeLessThanOrEqual(Number(width));
});
