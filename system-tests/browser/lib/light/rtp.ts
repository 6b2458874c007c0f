const MAX_PAYLOAD = 1100
const EXTENSION_PROFILE = 0xbede

/** Writes the packets of one SSRC (RFC 3550). */
export class RtpStream {
  packets = 0
  readonly #ssrc: number
  readonly #payloadType: number
  #sequence = 0
  #pictureId = 0

  constructor(ssrc: number, payloadType: number) {
    this.#ssrc = ssrc
    this.#payloadType = payloadType
  }

  /** A packet with the sound level of RFC 6464 in the header extension 1. `level` in -dBov, 0 to 127. */
  sound(payload: Buffer, timestamp: number, level: number): Buffer {
    const header = Buffer.alloc(20)
    this.#writeHeader(header, timestamp, false, true)
    header.writeUInt16BE(EXTENSION_PROFILE, 12)
    header.writeUInt16BE(1, 14)
    header[16] = 1 << 4
    header[17] = level
    return Buffer.concat([header, payload])
  }

  /** The packets of a VP8 frame (RFC 7741). */
  frame(frame: Buffer, timestamp: number): Buffer[] {
    this.#pictureId = (this.#pictureId + 1) & 0x7fff
    const packets: Buffer[] = []
    for (let at = 0; at < frame.length; at += MAX_PAYLOAD) {
      const header = Buffer.alloc(16)
      this.#writeHeader(header, timestamp, at + MAX_PAYLOAD >= frame.length, false)
      header[12] = at === 0 ? 0x90 : 0x80
      header[13] = 0x80
      header.writeUInt16BE(0x8000 | this.#pictureId, 14)
      packets.push(Buffer.concat([header, frame.subarray(at, at + MAX_PAYLOAD)]))
    }
    return packets
  }

  #writeHeader(header: Buffer, timestamp: number, isLast: boolean, isExtended: boolean): void {
    header[0] = isExtended ? 0x90 : 0x80
    header[1] = (isLast ? 0x80 : 0) | this.#payloadType
    header.writeUInt16BE(this.#sequence, 2)
    header.writeUInt32BE(timestamp >>> 0, 4)
    header.writeUInt32BE(this.#ssrc, 8)
    this.#sequence = (this.#sequence + 1) & 0xffff
    this.packets++
  }
}

/** Whether this is RTCP and not RTP (RFC 5761). */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0
  return type >= 192 && type <= 223
}

/** The SSRCs for which an RTCP packet requests a key frame (PLI of RFC 4585, FIR of RFC 5104). */
export function keyFrameRequests(packet: Buffer): number[] {
  const ssrcs: number[] = []
  for (let at = 0; at + 12 <= packet.length;) {
    const format = (packet[at] ?? 0) & 0x1f
    const length = (packet.readUInt16BE(at + 2) + 1) * 4
    if (packet[at + 1] === 206 && format === 1) ssrcs.push(packet.readUInt32BE(at + 8))
    if (packet[at + 1] === 206 && format === 4)
      for (let entry = at + 12; entry + 8 <= at + length && entry + 8 <= packet.length; entry += 8)
        ssrcs.push(packet.readUInt32BE(entry))
    at += length
  }
  return ssrcs
}
