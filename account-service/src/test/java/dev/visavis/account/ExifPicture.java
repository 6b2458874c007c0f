package dev.visavis.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/// A JPEG as a camera writes it in one of eight orientations. Upright, its top left is red, its top
/// right green and its bottom left blue.
final class ExifPicture {
  private static final int SIDE = 512;
  private static final int START_AND_JFIF = 20;

  private ExifPicture() {}

  static byte[] of(int orientation, boolean bigEndian, boolean jfif) throws IOException {
    return with(exif(orientation, 3, 8, bigEndian), orientation, jfif);
  }

  /// Pictures with an EXIF part that is truncated, points outside itself or contains invalid
  /// values.
  static List<byte[]> malformed() throws IOException {
    byte[] good = exif(6, 3, 8, true);
    return List.of(
        with(exif(9, 3, 8, true), 1, true),
        with(exif(0, 3, 8, true), 1, true),
        with(exif(6, 9, 8, true), 1, true),
        with(exif(6, 3, 60_000, true), 1, true),
        with(exif(6, 3, -8, false), 1, true),
        with(Arrays.copyOf(good, 12), 1, true),
        with(Arrays.copyOf(good, good.length - 8), 1, false));
  }

  private static byte[] with(byte[] exif, int orientation, boolean jfif) throws IOException {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    ImageIO.write(stored(orientation), "jpeg", drawn);
    byte[] plain = drawn.toByteArray();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(plain, 0, jfif ? START_AND_JFIF : 2);
    whole.write(0xFF);
    whole.write(0xE1);
    whole.write((exif.length + 2) >> 8);
    whole.write(exif.length + 2);
    whole.write(exif);
    whole.write(plain, START_AND_JFIF, plain.length - START_AND_JFIF);
    return whole.toByteArray();
  }

  private static byte[] exif(int orientation, int type, int offset, boolean bigEndian) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4);
    exif.put("Exif\0\0".getBytes(US_ASCII));
    exif.put((bigEndian ? "MM" : "II").getBytes(US_ASCII));
    exif.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    exif.putShort((short) 42).putInt(offset).putShort((short) 2);
    exif.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(SIDE);
    exif.putShort((short) 0x0112).putShort((short) type).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0);
    return exif.putInt(0).array();
  }

  /// The pixels in the order of the sensor, computed from the definition of the tag.
  private static BufferedImage stored(int orientation) {
    BufferedImage upright = upright();
    BufferedImage stored = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    int last = SIDE - 1;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        // The sides of the upright picture at which row 0 and column 0 of the stored one are.
        int rgb =
            switch (orientation) {
              case 2 -> upright.getRGB(last - column, row); // top, right
              case 3 -> upright.getRGB(last - column, last - row); // bottom, right
              case 4 -> upright.getRGB(column, last - row); // bottom, left
              case 5 -> upright.getRGB(row, column); // left, top
              case 6 -> upright.getRGB(last - row, column); // right, top
              case 7 -> upright.getRGB(last - row, last - column); // right, bottom
              case 8 -> upright.getRGB(row, last - column); // left, bottom
              default -> upright.getRGB(column, row);
            };
        stored.setRGB(column, row, rgb);
      }
    }
    return stored;
  }

  private static BufferedImage upright() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int half = SIDE / 2;
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, half, half);
    graphics.setColor(Color.GREEN);
    graphics.fillRect(half, 0, half, half);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, half, half, half);
    graphics.dispose();
    return image;
  }
}
