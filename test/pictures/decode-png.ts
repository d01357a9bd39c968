// Decoder of the PNG files that a browser's screenshots are.

import { inflateSync } from 'node:zlib';
import type { Pixels } from './palette-png.ts';

/** Colour types of the format, and their bytes for each pixel. */
const BYTES_PER_PIXEL: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** @throws Error if it is not 8-bit red, green and blue, with or without alpha, and not interlaced */
export function decodePng(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, colorType = 0, , , interlace] = png.subarray(24);
  const size = BYTES_PER_PIXEL[colorType];
  if (depth !== 8 || size === undefined || interlace !== 0) throw new Error('Another kind of PNG');
  const bytes = unfiltered(inflateSync(imageData(png)), width * size, size);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    rgba.set(bytes.subarray(i * size, i * size + 3), i * 4);
  }
  return { width, height, rgba };
}

function imageData(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  return Buffer.concat(parts);
}

/** Each row is written as the differences to its neighbours that its first byte names: PNG specification, clause 9. */
function unfiltered(rows: Buffer, stride: number, size: number): Uint8Array {
  const height = rows.length / (stride + 1);
  const bytes = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = rows[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column++) {
      const at = row * stride + column;
      const left = column >= size ? (bytes[at - size] ?? 0) : 0;
      const up = bytes[at - stride] ?? 0;
      const upLeft = column >= size ? (bytes[at - stride - size] ?? 0) : 0;
      bytes[at] = (rows[at + row + 1] ?? 0) + prediction(filter, left, up, upLeft);
    }
  }
  return bytes;
}

function prediction(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [a, b, c] = [left, up, upLeft].map((value) => Math.abs(guess - value));
  if (a === undefined || b === undefined || c === undefined) return 0;
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}
