import type { Random } from '../random.js'

/** The streams of an attacker, as its offer describes them. */
export interface Streams {
  readonly opus: number
  readonly vp8: number
  readonly rtx: number
  readonly audioSsrc: number
  readonly videoSsrc: number
  /** The SSRC of the retransmissions of the video. */
  readonly rtxSsrc: number
  /** The number of the latest packet of any of them. */
  sequence: number
}

export type Attack = (streams: Streams, random: Random) => Buffer

const EXTENSIONS_ONE_BYTE = 0xbede
const EXTENSIONS_TWO_BYTES = 0x1000
const RTCP_TYPES = [200, 201, 202, 203, 204, 205, 206, 207]

/** Each makes one packet that no sender of ours makes. All are well-formed enough for SRTP, which has no opinion on the rest. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'video without a payload': (to, random) => rtp(to, to.vp8, to.videoSsrc, random, Buffer.alloc(0)),
  'VP8 descriptors that are cut off': (to, random) =>
    rtp(to, to.vp8, to.videoSsrc, random, descriptor(random).subarray(0, 1 + random.below(6))),
  'VP8 descriptors and no frame': (to, random) => rtp(to, to.vp8, to.videoSsrc, random, descriptor(random)),
  'VP8 key frames that are cut off': (to, random) =>
    rtp(to, to.vp8, to.videoSsrc, random, Buffer.concat([Buffer.of(0x10, 0x00), bytes(random, random.below(10))])),
  'more padding than payload': (to, random) =>
    rtp(to, to.vp8, to.videoSsrc, random, Buffer.concat([bytes(random, random.below(20)), Buffer.of(255)]), {
      padding: true,
    }),
  'padding only': (to, random) => {
    const length = 1 + random.below(255)
    return rtp(to, to.vp8, to.videoSsrc, random, Buffer.concat([Buffer.alloc(length - 1), Buffer.of(length)]), {
      padding: true,
    })
  },
  'padding of no length': (to, random) => rtp(to, to.vp8, to.videoSsrc, random, Buffer.of(0x10, 0), { padding: true }),
  'retransmissions without a sequence number': (to, random) =>
    rtp(to, to.rtx, to.rtxSsrc, random, bytes(random, random.below(3))),
  'retransmissions that are padding': (to, random) =>
    rtp(to, to.rtx, to.rtxSsrc, random, Buffer.of(1), { padding: true }),
  'giant header extensions': (to, random) =>
    rtp(to, to.vp8, to.videoSsrc, random, descriptor(random), {
      extension: [EXTENSIONS_ONE_BYTE, bytes(random, 1200)],
    }),
  'header extensions that end too late': (to, random) =>
    rtp(to, random.of([to.vp8, to.opus]), random.of([to.videoSsrc, to.audioSsrc]), random, bytes(random, 4), {
      extension: [
        random.of([EXTENSIONS_ONE_BYTE, EXTENSIONS_TWO_BYTES]),
        Buffer.from([(random.below(16) << 4) | 15, ...bytes(random, 3)]),
      ],
    }),
  'an extension without content': (to, random) =>
    rtp(to, to.opus, to.audioSsrc, random, bytes(random, 4), { extension: [EXTENSIONS_ONE_BYTE, Buffer.alloc(0)] }),
  'sound without a payload': (to, random) => rtp(to, to.opus, to.audioSsrc, random, Buffer.alloc(0)),
  'fifteen contributing sources': (to, random) =>
    rtp(to, to.vp8, to.videoSsrc, random, descriptor(random), { sources: 15 }),
  'unknown payload types': (to, random) =>
    rtp(to, random.below(128), to.videoSsrc, random, bytes(random, random.below(40))),
  'the largest packets': (to, random) => rtp(to, to.vp8, to.videoSsrc, random, bytes(random, 1180)),
  'random RTCP': (to, random) => rtcp(to, random),
  'random RTP': (to, random) => {
    const packet = rtp(to, to.vp8, to.videoSsrc, random, bytes(random, random.below(60)))
    for (let i = random.below(4); i >= 0; i--) packet[random.of([1, 4, 5, 6, 7, 12, 13])] = random.below(256)
    return packet
  },
}

interface Odd {
  readonly padding?: boolean
  /** The profile and the content, which is filled up to words of 4 bytes. */
  readonly extension?: readonly [number, Buffer]
  readonly sources?: number
}

function rtp(to: Streams, payloadType: number, ssrc: number, random: Random, payload: Buffer, odd: Odd = {}): Buffer {
  const { padding = false, extension, sources = 0 } = odd
  const header = Buffer.alloc(12 + 4 * sources)
  header[0] = 0x80 | (padding ? 0x20 : 0) | (extension === undefined ? 0 : 0x10) | sources
  header[1] = (random.below(2) << 7) | payloadType
  to.sequence = (to.sequence + 1) & 0xffff // in order, because SRTP drops the others
  header.writeUInt16BE(to.sequence, 2)
  header.writeUInt32BE(random.below(2 ** 32), 4)
  header.writeUInt32BE(ssrc, 8)
  if (extension === undefined) return Buffer.concat([header, payload])
  const [profile, content] = extension
  const words = Math.ceil(content.length / 4)
  const head = Buffer.alloc(4 + 4 * words)
  head.writeUInt16BE(profile, 0)
  head.writeUInt16BE(words, 2)
  content.copy(head, 4)
  return Buffer.concat([header, head, payload])
}

/** A VP8 payload descriptor (RFC 7741) that claims all optional fields and has some of them. */
function descriptor(random: Random): Buffer {
  return Buffer.concat([Buffer.of(0x90, 0xf0, 0x80), bytes(random, 4)])
}

/** A compound packet whose parts have any type and length, within what there is. */
function rtcp({ videoSsrc }: Streams, random: Random): Buffer {
  const parts: Buffer[] = []
  for (let part = random.below(3); part >= 0; part--) {
    const words = random.below(20)
    const body = bytes(random, 4 + 4 * words)
    body[0] = 0x80 | random.below(64)
    body[1] = random.of(RTCP_TYPES)
    body.writeUInt16BE(random.below(4) === 0 ? random.below(65536) : words, 2)
    if (words > 0) body.writeUInt32BE(videoSsrc, 4)
    parts.push(body)
  }
  return Buffer.concat(parts)
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)))
}
