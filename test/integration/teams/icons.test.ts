import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { decodePng } from '../../support/decode-png.ts';
import { projectRoot, readProjectFile } from '../../support/image.ts';

/** Source: "Teams app package" and "root.icons" of Microsoft's documentation. */
describe('the icons', () => {
  const read = (name: string) => decodePng(readFileSync(join(projectRoot, 'manifests/teams', name)));

  test('the coloured one is 192 × 192, with its mark within the central 120 × 120 of one colour', () => {
    const { width, height, points } = read('color.png');
    expect([width, height]).toEqual([192, 192]);
    const margin = (192 - 120) / 2;
    const isCentral = (at: number) => at >= margin && at < 192 - margin;
    const around = points.filter(
      (_, index) => !isCentral(index % width) || !isCentral(Math.floor(index / width)),
    );
    expect([...new Set(around.map(String))]).toEqual([`${[0x0f, 0x6e, 0x62, 255]}`]);
    expect(readProjectFile('manifests/teams/manifest.json')).toContain('"accentColor": "#0f6e62"');
    // Done, running, still to come.
    const seen = new Set(points.map(String));
    expect(['255,255,255,255', '255,200,87,255', '98,170,159,255'].filter((one) => !seen.has(one))).toEqual(
      [],
    );
  });

  test('the outline is 32 × 32, white on transparent, up to its edges', () => {
    const { width, height, points } = read('outline.png');
    expect([width, height]).toEqual([32, 32]);
    const drawn = points.flatMap((point, index) => (point[3] > 0 ? [{ point, index }] : []));
    expect([...new Set(drawn.map(({ point: [red, green, blue] }) => `${red},${green},${blue}`))]).toEqual([
      '255,255,255',
    ]);
    expect(points.filter(([, , , opacity]) => opacity === 255).length).toBeGreaterThan(100);
    expect(points[16 * 32 + 16]).toEqual([0, 0, 0, 0]);
    const [columns, rows] = [
      drawn.map(({ index }) => index % 32),
      drawn.map(({ index }) => Math.floor(index / 32)),
    ];
    for (const along of [columns, rows]) {
      expect(Math.min(...along)).toBeLessThanOrEqual(1);
      expect(Math.max(...along)).toBeGreaterThanOrEqual(30);
    }
  });
});
