package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the web UI: compressed, ranges, conditional requests, missing files.
class EdgeFilesTest extends EdgeFixture {
  private static final String ASSET = "/assets/app-1234.js";

  @BeforeEach
  void compress() throws IOException {
    Files.writeString(webRoot.resolve("assets/app-1234.js.br"), "as br");
    Files.writeString(webRoot.resolve("assets/app-1234.js.gz"), "as gzip");
    Files.writeString(webRoot.resolve("icon.svg"), "<svg/>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip, deflate           | gzip",
        "GZIP                    | gzip",
        "br;q=0, gzip            | gzip",
        "br;q=0.5, gzip;q=0.9    | gzip",
        "br; q=0.000, *          | gzip",
        "*                       | br",
        "*;q=0                   | ''",
        "identity                | ''",
        "identity, br;q=0.1      | ''",
        "br;q=nonsense           | ''",
        "deflate                 | ''",
        "''                      | ''",
      })
  void aFileIsSentInTheEncodingThatTheClientPrefers(String accepted, String sent) throws Exception {
    HttpResponse<String> answer = send(ASSET, "Accept-Encoding", accepted);
    assertEquals(200, answer.statusCode());
    assertEquals(sent, header(answer, "content-encoding"));
    assertEquals(sent.isEmpty() ? "run()" : "as " + sent, answer.body());
    assertEquals("text/javascript; charset=utf-8", header(answer, "content-type"));
    assertEquals("Accept-Encoding", header(answer, "vary"));
  }

  @Test
  void aFileWithoutACompressedVariantIsSentUncompressed() throws Exception {
    HttpResponse<String> icon = send("/icon.svg", "Accept-Encoding", "br, gzip");
    assertEquals("<svg/>", icon.body());
    assertEquals("", header(icon, "content-encoding"));
    assertEquals("image/svg+xml", header(icon, "content-type"));
  }

  @Test
  void eachVariantHasItsOwnTagAndIsNotSentAgain() throws Exception {
    String plain = header(send(ASSET), "etag");
    String br = header(send(ASSET, "Accept-Encoding", "br"), "etag");
    assertNotEquals(plain, br);
    for (String known : List.of(br, "W/" + br, "\"x\", " + br, "*")) {
      HttpResponse<String> again = send(ASSET, "Accept-Encoding", "br", "If-None-Match", known);
      assertEquals(304, again.statusCode(), known);
      assertEquals("", again.body(), known);
      assertEquals(br, header(again, "etag"), known);
      assertEquals("Accept-Encoding", header(again, "vary"), known);
    }
    assertEquals(200, send(ASSET, "Accept-Encoding", "br", "If-None-Match", plain).statusCode());
  }

  @Test
  void aDateCountsOnlyWithoutATag() throws Exception {
    String date = header(send(ASSET), "last-modified");
    assertEquals(304, send(ASSET, "If-Modified-Since", date).statusCode());
    assertEquals(200, send(ASSET, "If-Modified-Since", "yesterday").statusCode());
    assertEquals(
        200, send(ASSET, "If-Modified-Since", date, "If-None-Match", "\"x\"").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-1, 206, ru, bytes 0-1/5",
    "bytes=3-, 206, (), bytes 3-4/5",
    "bytes=-2, 206, (), bytes 3-4/5",
    "bytes=3-99, 206, (), bytes 3-4/5",
    "bytes=-99, 206, run(), bytes 0-4/5",
    "bytes=4-1, 200, run(), ''",
    "'bytes=0-0,2-2', 200, run(), ''",
    "lines=1-2, 200, run(), ''",
    "bytes=-, 200, run(), ''",
  })
  void aRangeOfTheFileIsSent(String range, int status, String body, String of) throws Exception {
    HttpResponse<String> answer = send(ASSET, "Range", range);
    assertEquals(status, answer.statusCode());
    assertEquals(body, answer.body());
    assertEquals(of, header(answer, "content-range"));
  }

  @Test
  void aRangeBeyondTheEndIsRefusedAndARangeOfAnotherVersionGetsTheWholeFile() throws Exception {
    HttpResponse<String> beyond = send(ASSET, "Range", "bytes=5-");
    assertEquals(416, beyond.statusCode());
    assertEquals("bytes */5", header(beyond, "content-range"));
    assertEquals(200, send(ASSET, "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode());
    String tag = header(send(ASSET), "etag");
    assertEquals(206, send(ASSET, "Range", "bytes=0-1", "If-Range", tag).statusCode());
  }

  @Test
  void aHeadRequestGetsTheHeadersOfTheFile() throws Exception {
    HttpRequest head =
        request(ASSET, "Accept-Encoding", "gzip")
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals("7", header(answer, "content-length"));
    assertEquals("gzip", header(answer, "content-encoding"));
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/favicon.ico", "/sw.js", "/manifest.webmanifest", "/robots.txt", "/deep/er/index.html",
        "/assets/", "/assets/nothing", "/index.html/x.js", "/.env", "/.git/config",
        "/%2eenv", "/.well-known/nothing"
      })
  void aMissingFileIsNotFound(String path) throws Exception {
    HttpResponse<String> answer = send(path);
    assertEquals(404, answer.statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/people",
        "/history?with=b2c3d4e5-0f1a-4b2c-8d3e-4f5a6b7c8d02",
        "/history/3f6d1b1e-8a55-5f2b-9c3e-0a6f4f0c2d11",
        "/you",
        "/sign-in?next=%2Fhistory",
        "/caf%C3%A9",
        "/a%20b/"
      })
  void aPathOfTheApplicationGetsThePage(String path) throws Exception {
    HttpResponse<String> answer = send(path);
    assertEquals(200, answer.statusCode());
    assertEquals("<title>Visavis</title>", answer.body());
    assertEquals("text/html; charset=utf-8", header(answer, "content-type"));
    assertEquals("no-cache", header(answer, "cache-control"));
  }

  @Test
  void filesAreReadOnly() throws Exception {
    HttpRequest post = request("/").POST(HttpRequest.BodyPublishers.ofString("x")).build();
    HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD", header(answer, "allow"));
  }

  private HttpResponse<String> send(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, headers).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }
}
