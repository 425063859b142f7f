import { inflateSync } from 'node:zlib';

export type Picture = {
  width: number;
  height: number;
  /** Red, green, blue and opacity of each point, 0 to 255, line by line from the top left. */
  points: readonly (readonly [number, number, number, number])[];
};

const signature = '89504e470d0a1a0a';
/** Bytes of a point by the header's colour type: plain colours, or with their opacity. */
const channelsOf = new Map([
  [2, 3],
  [6, 4],
]);

/**
 * Reads what browsers write: a PNG of 8 bits a colour, not interlaced. Source: "Portable Network Graphics
 * Specification (Third Edition)", sections 5 and 9.
 * @throws Error where it is another kind of file
 */
export const decodePng = (file: Buffer): Picture => {
  if (file.subarray(0, 8).toString('hex') !== signature) throw new Error('not a PNG');
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = channelsOf.get(header[9]!);
  if (header[8] !== 8 || channels === undefined || header[12] !== 0) throw new Error('another kind of PNG');
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const bytes = unfilter(inflateSync(Buffer.concat(packed)), width * channels, channels);
  const points = Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0, opacity = 255] = bytes.subarray(
      index * channels,
      (index + 1) * channels,
    );
    return [red, green, blue, opacity] as const;
  });
  return { width, height, points };
};

const chunksOf = (file: Buffer): { type: string; data: Buffer }[] => {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.push({
      type: file.toString('latin1', at + 4, at + 8),
      data: file.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
};

/** Undoes what each line was stored as: a difference to its left, to the line above, or to a mixture of both. */
const unfilter = (stored: Buffer, lineLength: number, step: number): Buffer => {
  const height = stored.length / (lineLength + 1);
  const bytes = Buffer.alloc(lineLength * height);
  for (let y = 0; y < height; y++) {
    const filter = stored[y * (lineLength + 1)]!;
    for (let x = 0; x < lineLength; x++) {
      const at = y * lineLength + x;
      const left = x < step ? 0 : bytes[at - step]!;
      const above = y === 0 ? 0 : bytes[at - lineLength]!;
      const aboveLeft = x < step || y === 0 ? 0 : bytes[at - lineLength - step]!;
      bytes[at] = stored[y * (lineLength + 1) + 1 + x]! + expected(filter, left, above, aboveLeft);
    }
  }
  return bytes;
};

const expected = (filter: number, left: number, above: number, aboveLeft: number): number => {
  const guesses = [0, left, above, (left + above) >> 1, nearest(left, above, aboveLeft)];
  const guess = guesses[filter];
  if (guess === undefined) throw new Error('an unknown filter');
  return guess;
};

const nearest = (left: number, above: number, aboveLeft: number): number => {
  const goal = left + above - aboveLeft;
  const byLeft = Math.abs(goal - left);
  const byAbove = Math.abs(goal - above);
  const byBoth = Math.abs(goal - aboveLeft);
  if (byLeft <= byAbove && byLeft <= byBoth) return left;
  return byAbove <= byBoth ? above : aboveLeft;
};
