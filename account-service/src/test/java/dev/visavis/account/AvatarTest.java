package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // set before each test
class AvatarTest extends AccountServiceTest {
  private Person ann;
  private Person bob;

  @BeforeEach
  void bothExist() {
    ann = signUp(fresh("ann"), "Ann");
    bob = signUp(fresh("bob"), "Bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void aPictureIsScaledToASmallSquareThatAllUsersSee(String format) throws IOException {
    String address = put(picture(1200, 600, format)).statusCode(200).extract().path("avatarUrl");
    as(bob).get("/api/users/" + ann.id()).then().body("avatarUrl", equalTo(address));
    byte[] image =
        as(bob)
            .get(address)
            .then()
            .statusCode(200)
            .contentType("image/jpeg")
            .header("Cache-Control", containsString("immutable"))
            .extract()
            .asByteArray();
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(image));
    assertEquals(256, seen.getWidth());
    assertEquals(256, seen.getHeight());
    assertEquals(Color.RED, roughly(new Color(seen.getRGB(128, 128))), "the middle of it");
  }

  @Test
  void anUnchangedPictureIsNotSentAgain() throws IOException {
    String address = put(picture(300, 300, "png")).extract().path("avatarUrl");
    String tag = as(bob).get(address).header("ETag");
    for (String known : List.of(tag, "W/" + tag, "\"1\", " + tag, "*")) {
      as(bob).header("If-None-Match", known).get(address).then().statusCode(304);
    }
    as(bob).header("If-None-Match", "\"1\"").get(address).then().statusCode(200);
  }

  @Test
  void aNewPictureHasANewAddressAndTheOldAddressIsNotFound() throws IOException {
    String first = put(picture(300, 300, "png")).extract().path("avatarUrl");
    String second = put(picture(301, 300, "png")).extract().path("avatarUrl");
    assertNotEquals(first, second);
    as(bob).get(first).then().statusCode(404);
    as(ann)
        .contentType(ContentType.JSON)
        .body("{\"avatarUrl\": null}")
        .patch("/api/users/me")
        .then()
        .body("avatarUrl", nullValue());
    as(bob).get(second).then().statusCode(404);
  }

  @Test
  void aFileThatIsNotAPictureIsRefusedWithAReason() throws IOException {
    put("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("JPEG, PNG or GIF"));
    byte[] whole = picture(300, 300, "png");
    put(Arrays.copyOf(whole, 60)).statusCode(400);
    put(new byte[0]).statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tiff"})
  void otherImageFormatsReachNoDecoder(String format) throws IOException {
    put(picture(300, 300, format))
        .statusCode(400)
        .body("detail", containsString("JPEG, PNG or GIF"));
  }

  static Stream<Arguments> everyOrientation() {
    return IntStream.rangeClosed(1, 8)
        .boxed()
        .flatMap(
            tag ->
                Stream.of(true, false)
                    .flatMap(
                        bigEndian ->
                            Stream.of(true, false)
                                .map(jfif -> Arguments.of(tag, bigEndian, jfif))));
  }

  @ParameterizedTest
  @MethodSource("everyOrientation")
  void aPictureIsUprightInEveryOrientationOfTheCamera(int tag, boolean bigEndian, boolean jfif)
      throws IOException {
    byte[] held = ExifPicture.of(tag, bigEndian, jfif);
    String address = put(held).statusCode(200).extract().path("avatarUrl");
    byte[] image = as(bob).get(address).asByteArray();
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(image));
    assertEquals(Color.RED, roughly(new Color(seen.getRGB(64, 64))), "top left");
    assertEquals(Color.GREEN, roughly(new Color(seen.getRGB(192, 64))), "top right");
    assertEquals(Color.BLUE, roughly(new Color(seen.getRGB(64, 192))), "bottom left");
  }

  @Test
  void anInvalidOrientationIsIgnored() throws IOException {
    for (byte[] odd : ExifPicture.malformed()) {
      put(odd).statusCode(200);
    }
  }

  @Test
  void aPictureWithTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
    put(hugePng()).statusCode(400).body("detail", containsString("40 megapixels"));
  }

  @Test
  void tooManyBytesAreRefused() {
    put(new byte[5 * 1024 * 1024 + 1]).statusCode(413);
    json("\"" + "x".repeat(70_000) + "\"").post("/api/auth/login").then().statusCode(413);
  }

  @Test
  void withoutATokenThereIsNoPicture() throws IOException {
    String address = put(picture(300, 300, "png")).extract().path("avatarUrl");
    given().get(address).then().statusCode(401);
    given()
        .contentType("image/png")
        .body(new byte[9])
        .put("/api/users/me/avatar")
        .then()
        .statusCode(401);
  }

  private ValidatableResponse put(byte[] body) {
    return as(ann).contentType("image/png").body(body).put("/api/users/me/avatar").then();
  }

  /// Blue with a red square in the middle.
  private static byte[] picture(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    graphics.fillRect(width / 2 - 50, height / 2 - 50, 100, 100);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /// A small PNG whose header says that it is 60,000 pixels wide and high.
  private static byte[] hugePng() throws IOException {
    byte[] png = picture(8, 8, "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 60_000).putInt(20, 60_000);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    header.putInt(29, (int) sum.getValue());
    return png;
  }

  private static Color roughly(Color color) {
    return new Color(nearer(color.getRed()), nearer(color.getGreen()), nearer(color.getBlue()));
  }

  private static int nearer(int part) {
    return part < 128 ? 0 : 255;
  }
}
