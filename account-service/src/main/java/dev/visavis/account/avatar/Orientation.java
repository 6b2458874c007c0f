package dev.visavis.account.avatar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads the orientation tag of a JPEG's EXIF data (TIFF 6.0, tag 274). The decoder ignores it, so
/// a portrait would lie on its side.
final class Orientation {
  private static final int UPRIGHT = 1;
  private static final int LAST = 8;

  private static final int MARKER = 0xFF;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final byte[] EXIF = "Exif\0\0".getBytes(US_ASCII);

  private static final int TIFF = 42;
  private static final int TAG = 274;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private Orientation() {}

  /// From 1 to 8; 1 (upright) if the tag is missing or invalid.
  static int of(byte[] jpeg) {
    try {
      return inSegments(ByteBuffer.wrap(jpeg));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return UPRIGHT; // truncated: the decoder decides whether it is an image
    }
  }

  /// The transform that rotates and mirrors a square image upright.
  static AffineTransform upright(int orientation, int side) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, side, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, side, side);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, side);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, side, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, side, side);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, side);
      default -> new AffineTransform();
    };
  }

  private static int inSegments(ByteBuffer file) {
    file.position(2);
    while (true) {
      int marker = marker(file);
      if (marker == START_OF_SCAN) {
        return UPRIGHT;
      }
      int length = (file.getShort() & 0xFFFF) - 2;
      ByteBuffer segment = file.slice(file.position(), length);
      if (marker == APP1 && isExif(segment)) {
        return inTiff(segment.slice());
      }
      file.position(file.position() + length);
    }
  }

  /// Skips fill bytes before the marker.
  private static int marker(ByteBuffer file) {
    if ((file.get() & 0xFF) != MARKER) {
      throw new IllegalArgumentException("no marker");
    }
    int marker = MARKER;
    while (marker == MARKER) {
      marker = file.get() & 0xFF;
    }
    return marker;
  }

  private static boolean isExif(ByteBuffer segment) {
    if (segment.remaining() < EXIF.length) {
      return false;
    }
    byte[] name = new byte[EXIF.length];
    segment.get(name);
    return Arrays.equals(name, EXIF);
  }

  private static int inTiff(ByteBuffer tiff) {
    int order = tiff.getShort();
    tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if ((order != 0x4949 && order != 0x4D4D) || tiff.getShort() != TIFF) {
      return UPRIGHT;
    }
    tiff.position(tiff.getInt());
    int entries = tiff.getShort() & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = tiff.position();
      if ((tiff.getShort() & 0xFFFF) == TAG) {
        int type = tiff.getShort();
        int value = tiff.getShort(entry + 8);
        return type == SHORT && value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
      }
      tiff.position(entry + ENTRY_BYTES);
    }
    return UPRIGHT;
  }
}
