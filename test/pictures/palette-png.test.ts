import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';
import { type Pixels, palettePng } from './palette-png.ts';

/** Of a file as palettePng writes it. */
function colorsOf(png: Buffer): readonly (readonly number[])[] {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += length + 12;
  }
  const [header, palette, data] = ['IHDR', 'PLTE', 'IDAT'].map((name) => chunks.get(name));
  assert.ok(header && palette && data);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(data);
  assert.equal(rows.length, (width + 1) * height);
  return Array.from({ length: width * height }, (_, i) => {
    const index = rows[i + Math.floor(i / width) + 1] ?? 0;
    return [...palette.subarray(3 * index, 3 * index + 3)];
  });
}

function pixels(width: number, colors: readonly (readonly number[])[]): Pixels {
  return {
    width,
    height: colors.length / width,
    rgba: colors.flatMap((color) => [...color, 255]),
  };
}

describe('a picture with a palette', () => {
  it('keeps up to 256 colours as they are', () => {
    const colors = Array.from({ length: 512 }, (_, i) => [i % 256, (i * 7) % 256, 3]);
    assert.deepEqual(colorsOf(palettePng(pixels(16, colors))), colors);
  });

  it('keeps a rare colour that no other is near to, among many', () => {
    const many = Array.from({ length: 4095 }, (_, i) => [i % 64, i >> 6, 0]);
    const [last, ...shown] = [
      ...colorsOf(palettePng(pixels(64, [...many, [0, 255, 255]]))),
    ].reverse();
    assert.deepEqual(last, [0, 255, 255]);
    for (const [i, [red = 0, green = 0]] of shown.reverse().entries()) {
      const [wantedRed = 0, wantedGreen = 0] = many[i] ?? [];
      assert.ok(Math.hypot(red - wantedRed, green - wantedGreen) < 16, String(i));
    }
  });
});
