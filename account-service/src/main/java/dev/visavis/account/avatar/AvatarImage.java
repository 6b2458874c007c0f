package dev.visavis.account.avatar;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Converts an uploaded picture to a square JPEG of 256 pixels, cut from its middle. It drops all
/// metadata, such as the place where the picture was taken.
public final class AvatarImage {
  static final int SIDE = 256;
  static final long MAX_PIXELS = 40_000_000;

  private AvatarImage() {}

  /// @throws IllegalArgumentException with a message for the user if the picture is not accepted
  public static byte[] of(byte[] sent) {
    PictureFormat format = PictureFormat.of(sent);
    if (format == null) {
      throw new IllegalArgumentException("must be a JPEG, PNG or GIF");
    }
    int orientation = format == PictureFormat.JPEG ? Orientation.of(sent) : 1;
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(sent))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName(format.name()).next();
      try {
        reader.setInput(in, true, true);
        return jpeg(square(reader, orientation));
      } finally {
        reader.dispose();
      }
    } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new IllegalArgumentException("cannot be read as an image", e);
    }
  }

  /// Reads only as many pixels as needed, because a small file can expand to a large image.
  private static BufferedImage square(ImageReader reader, int orientation) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException("must have at most 40 megapixels");
    }
    int side = Math.min(width, height);
    int step = Math.max(1, side / (2 * SIDE));
    ImageReadParam middle = reader.getDefaultReadParam();
    middle.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
    middle.setSourceSubsampling(step, step, 0, 0);
    return scaled(reader.read(0, middle), orientation);
  }

  /// Paints on white, because a JPEG has no transparency.
  private static BufferedImage scaled(BufferedImage read, int orientation) {
    BufferedImage result = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setTransform(Orientation.upright(orientation, SIDE));
    graphics.drawImage(read, 0, 0, SIDE, SIDE, Color.WHITE, null);
    graphics.dispose();
    return result;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "jpeg", out)) {
      throw new IllegalStateException("every Java platform writes JPEG");
    }
    return out.toByteArray();
  }
}
