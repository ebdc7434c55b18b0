import { bytes, join, uint } from '../../src/imaging/testing/bytes';
import { box, fullBox } from './avif-container';

const identity = join(...[0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000].map((each) => uint(each, 4)));
const zeros = (count: number) => new Uint8Array(count);

interface Track {
  width: number;
  height: number;
  settings: Uint8Array;
  /** Where in the file the one frame lies that is shown again and again. */
  at: number;
  bytes: number;
  frames: number;
}

/** The film of an animated AVIF (ISO/IEC 14496-12): one track of pictures. */
export function movie({ width, height, settings, at, bytes: length, frames }: Track): Uint8Array {
  const sample = box(
    'av01',
    zeros(6),
    uint(1, 2),
    zeros(16),
    uint(width, 2),
    uint(height, 2),
    uint(0x48_0000, 4),
    uint(0x48_0000, 4),
    zeros(4),
    uint(1, 2),
    zeros(32),
    uint(0x18, 2),
    uint(0xffff, 2),
    settings,
    fullBox('ccst', 0, 0, uint(0xfc00_0000, 4)),
  );
  const table = box(
    'stbl',
    fullBox('stsd', 0, 0, uint(1, 4), sample),
    fullBox('stts', 0, 0, uint(1, 4), uint(frames, 4), uint(100, 4)),
    fullBox('stsc', 0, 0, uint(1, 4), uint(1, 4), uint(1, 4), uint(1, 4)),
    fullBox('stsz', 0, 0, uint(length, 4), uint(frames, 4)),
    fullBox('stco', 0, 0, uint(frames, 4), Buffer.alloc(frames * 4, uint(at, 4))),
  );
  const references = box('dinf', fullBox('dref', 0, 0, uint(1, 4), fullBox('url ', 0, 1)));
  const media = box(
    'mdia',
    fullBox('mdhd', 0, 0, zeros(8), uint(1000, 4), uint(frames * 100, 4), uint(0x55c4, 2), zeros(2)),
    fullBox('hdlr', 0, 0, zeros(4), bytes('pict'), zeros(13)),
    box('minf', fullBox('vmhd', 0, 1, zeros(8)), references, table),
  );
  const size = join(uint(width * 65_536, 4), uint(height * 65_536, 4));
  const track = join(zeros(8), uint(1, 4), zeros(4), uint(frames * 100, 4), zeros(8), zeros(8), identity, size);
  const head = join(zeros(8), uint(1000, 4), uint(frames * 100, 4), uint(0x1_0000, 4), uint(0x100, 2), zeros(10));
  return box(
    'moov',
    fullBox('mvhd', 0, 0, head, identity, zeros(24), uint(2, 4)),
    box('trak', fullBox('tkhd', 0, 3, track), media),
  );
}
