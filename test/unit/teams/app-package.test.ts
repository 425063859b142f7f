import { describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { fillInManifest, zipAppPackage } from '../../../src/teams/app-package.ts';

describe('filling in the manifest', () => {
  test('puts each value where its name stands, also twice and within other words', () => {
    const template = '{"name":"{{NAME}}","long":["{{NAME}} of {{COMPANY}}"]}';
    expect(JSON.parse(fillInManifest([template], { NAME: 'Fifteen', COMPANY: 'Acme' }))).toEqual({
      name: 'Fifteen',
      long: ['Fifteen of Acme'],
    });
  });

  test('keeps quotation marks, dollars and braces of a value as they are', () => {
    const name = 'A "B" \\ $& {{COMPANY}}';
    expect(JSON.parse(fillInManifest(['{"name":"{{NAME}}"}'], { NAME: name }))).toEqual({ name });
  });

  test('puts together what stands in several parts', () => {
    const filledIn = fillInManifest(['{"name":"{{NAME}}"}', '{"also":["{{NAME}}"]}'], { NAME: 'Fifteen' });
    expect(JSON.parse(filledIn)).toEqual({ name: 'Fifteen', also: ['Fifteen'] });
  });

  test('fails where the template names a value that there is not', () => {
    expect(() => fillInManifest(['{"name":"{{NAEM}}"}'], { NAME: 'Fifteen' })).toThrow('NAEM');
  });
});

describe('the zip', () => {
  const parts = { manifest: '{"ä":1}\n', color: Uint8Array.of(1, 2), outline: Uint8Array.of(3) };

  test('holds three files at its root, as they were given', () => {
    const files = unzipSync(zipAppPackage(parts));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(Buffer.from(files['manifest.json']!).toString()).toBe(parts.manifest);
    expect([...files['color.png']!, ...files['outline.png']!]).toEqual([1, 2, 3]);
  });

  test('says of each file that it is of 1980, whenever it was made', () => {
    const zip = Buffer.from(zipAppPackage(parts));
    const headers = [...zip.toString('latin1').matchAll(/PK\x03\x04/g)].map(({ index }) => index);
    // Time and date as MS-DOS counts them: midnight, year 0, month 1, day 1.
    expect(headers.map((at) => zip.toString('hex', at + 10, at + 14))).toEqual(Array(3).fill('00002100'));
  });
});
