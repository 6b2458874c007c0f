package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.AcceptedEncodings;
import dev.visavis.devstack.edge.http.ByteRange;
import dev.visavis.devstack.edge.http.Conditions;
import dev.visavis.devstack.edge.http.ProblemResponses;
import dev.visavis.devstack.edge.http.RequestPath;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileProps;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Responds to a `GET` or `HEAD` with one file (RFC 9110, sections 8.8, 13 and 14): compressed if
/// the build has a compressed variant that the client accepts, as a range, or as 304 if the client
/// has it.
final class FileResponse {
  /// The file suffixes of compressed variants, by coding.
  private static final Map<String, String> SUFFIXES = Map.of("br", ".br", "gzip", ".gz");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("woff2", "font/woff2"));

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final String cacheControl;

  FileResponse(Vertx vertx, HttpServerRequest request, String cacheControl) {
    this.vertx = vertx;
    this.request = request;
    this.cacheControl = cacheControl;
  }

  /// A variant of the file.
  ///
  /// @param encoding empty if uncompressed
  private record Form(Path path, String encoding, long size, long modified) {
    Form(Path path, String encoding, FileProps props) {
      this(path, encoding, props.size(), props.lastModifiedTime());
    }

    String tag() {
      return "\"%x-%x%s\"".formatted(modified, size, encoding.isEmpty() ? "" : "-" + encoding);
    }

    String date() {
      return Conditions.DATE.format(Instant.ofEpochMilli(modified));
    }
  }

  void send(Path file, FileProps props) {
    Form plain = new Form(file, "", props);
    List<String> encodings =
        AcceptedEncodings.of(request.headers().getAll("Accept-Encoding")).best(SUFFIXES.keySet());
    best(encodings.iterator(), plain)
        .onSuccess(form -> send(form, RequestPath.extension(file.toString())));
  }

  /// The first existing variant. One that is older than its file belongs to another build and is
  /// ignored.
  private Future<Form> best(Iterator<String> encodings, Form plain) {
    if (!encodings.hasNext()) {
      return Future.succeededFuture(plain);
    }
    String encoding = encodings.next();
    Path path = Path.of(plain.path() + SUFFIXES.getOrDefault(encoding, ""));
    FileSystem files = vertx.fileSystem();
    return files
        .props(path.toString())
        .map(props -> new Form(path, encoding, props))
        .compose(
            form ->
                form.modified() < plain.modified()
                    ? best(encodings, plain)
                    : Future.succeededFuture(form),
            absent -> best(encodings, plain));
  }

  private void send(Form form, String extension) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response
        .putHeader("Cache-Control", cacheControl)
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("ETag", form.tag())
        .putHeader("Last-Modified", form.date())
        .putHeader("Accept-Ranges", "bytes");
    Conditions conditions = new Conditions(request.headers(), form.tag(), form.date());
    if (conditions.isKnown()) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
    if (!form.encoding().isEmpty()) {
      response.putHeader("Content-Encoding", form.encoding());
    }
    ByteRange range = conditions.range(form.size());
    switch (range) {
      case ByteRange.Whole _ -> body(form, 0, form.size());
      case ByteRange.Part(long first, long last) -> {
        response
            .setStatusCode(206)
            .putHeader("Content-Range", "bytes %d-%d/%d".formatted(first, last, form.size()));
        body(form, first, last - first + 1);
      }
      case ByteRange.Nowhere _ -> {
        response.headers().remove("Content-Encoding");
        response.putHeader("Content-Range", "bytes */" + form.size());
        ProblemResponses.problem(
            request, 416, "Range Not Satisfiable", "The range is beyond the end of the file.");
      }
    }
  }

  private void body(Form form, long from, long length) {
    HttpServerResponse response = request.response();
    response.putHeader("Content-Length", Long.toString(length));
    if (request.method().equals(HttpMethod.HEAD) || length == 0) {
      response.end();
    } else {
      response
          .sendFile(form.path().toString(), from, length)
          .onFailure(gone -> request.connection().close());
    }
  }
}
