// PNG pictures of at most 256 colours: less than half the size, and screenshots of an editor have hardly more.

import { crc32, deflateSync } from 'node:zlib';

/** A color as 0xRRGGBB. */
type Color = number;

const MAX_COLORS = 256;
/** So many of them are the most frequent colours; the others are those that none of these comes near to. */
const FREQUENT_COLORS = 160;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha, from 0 to 255, row by row; alpha is ignored. */
  readonly rgba: Uint8Array | Uint8ClampedArray | readonly number[];
}

/** The picture as a PNG file. Each colour is replaced by the nearest of the palette. */
export function palettePng({ width, height, rgba }: Pixels): Buffer {
  const colors = Array.from({ length: width * height }, (_, i) => colorAt(rgba, i));
  const palette = choosePalette(colors);
  const indices = new Map<Color, number>();
  for (const color of new Set(colors)) indices.set(color, nearest(palette, color).index);
  // Each row begins with its filter: none, which is best for palettes.
  const rows = Buffer.alloc((width + 1) * height);
  for (const [i, color] of colors.entries()) {
    rows[i + Math.floor(i / width) + 1] = indices.get(color) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, palette, the only compression and filters, no interlace.
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((color) => [...channels(color)]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function choosePalette(colors: readonly Color[]): readonly Color[] {
  const counts = new Map<Color, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([color]) => color);
  const palette = byCount.slice(0, FREQUENT_COLORS);
  const others = byCount.slice(FREQUENT_COLORS).map((color) => ({
    color,
    weight: Math.sqrt(counts.get(color) ?? 0),
    distance: nearest(palette, color).distance,
  }));
  while (palette.length < MAX_COLORS && others.length > 0) {
    const worst = others.reduce((a, b) => (b.distance * b.weight > a.distance * a.weight ? b : a));
    if (worst.distance === 0) break;
    palette.push(worst.color);
    for (const other of others) {
      other.distance = Math.min(other.distance, distance(other.color, worst.color));
    }
  }
  return palette;
}

function nearest(palette: readonly Color[], color: Color) {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY };
  for (const [index, candidate] of palette.entries()) {
    const found = distance(candidate, color);
    if (found < best.distance) best = { index, distance: found };
  }
  return best;
}

/** Squared, between points of the cube of colours. */
function distance(a: Color, b: Color): number {
  const [r1, g1, b1] = channels(a);
  const [r2, g2, b2] = channels(b);
  return (r1 - r2) ** 2 + (g1 - g2) ** 2 + (b1 - b2) ** 2;
}

function channels(color: Color): readonly [number, number, number] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}

function colorAt(rgba: Pixels['rgba'], i: number): Color {
  const [red = 0, green = 0, blue = 0] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]];
  return (red << 16) | (green << 8) | blue;
}
