package dev.visavis.devstack.edge;

import dev.visavis.devstack.edge.http.ProblemResponses;
import dev.visavis.devstack.edge.http.RequestPath;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileProps;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// Serves the built web UI. Assets have a hash in their name and never change. A path without an
/// extension that is not a file belongs to the application and gets its page; a missing file is a
/// 404.
final class WebUi {
  private static final String PAGE = "/index.html";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ALWAYS_ASK = "no-cache";

  private final Vertx vertx;
  private final Path root;

  WebUi(Vertx vertx, Path root) {
    this.vertx = vertx;
    this.root = root.toAbsolutePath().normalize();
  }

  void handle(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      request.response().putHeader("Allow", "GET, HEAD");
      ProblemResponses.problem(request, 405, "Method Not Allowed", "Files can only be read.");
      return;
    }
    String path = Objects.requireNonNullElse(RequestPath.unescape(request.path()), "");
    Path file = fileOf(path);
    if (isNeverAFile(path) || !file.startsWith(root)) {
      notFound(request);
    } else if (file.equals(root)) {
      page(request);
    } else {
      vertx
          .fileSystem()
          .props(file.toString())
          .onSuccess(props -> found(request, path, file, props))
          .onFailure(absent -> missing(request, path));
    }
  }

  /// A path outside the folder if the name is invalid on this file system.
  private Path fileOf(String path) {
    try {
      return root.resolve("." + path).normalize();
    } catch (InvalidPathException e) {
      return Path.of("/");
    }
  }

  /// Excludes paths of services, and hidden files.
  private static boolean isNeverAFile(String path) {
    return path.startsWith("/api/")
        || path.startsWith("/q/")
        || Arrays.stream(path.split("/", -1)).anyMatch(segment -> segment.startsWith("."));
  }

  private void found(HttpServerRequest request, String path, Path file, FileProps props) {
    if (props.isRegularFile()) {
      boolean asset = path.startsWith("/assets/");
      new FileResponse(vertx, request, asset ? FOREVER : ALWAYS_ASK).send(file, props);
    } else {
      missing(request, path);
    }
  }

  private void missing(HttpServerRequest request, String path) {
    if (path.startsWith("/assets/") || !RequestPath.extension(path).isEmpty()) {
      notFound(request);
    } else {
      page(request);
    }
  }

  private void page(HttpServerRequest request) {
    Path page = root.resolve("." + PAGE).normalize();
    vertx
        .fileSystem()
        .props(page.toString())
        .onSuccess(props -> new FileResponse(vertx, request, ALWAYS_ASK).send(page, props))
        .onFailure(
            absent ->
                ProblemResponses.problem(
                    request, 503, "Service Unavailable", "The web UI is not built."));
  }

  private static void notFound(HttpServerRequest request) {
    request.response().putHeader("Cache-Control", ALWAYS_ASK);
    ProblemResponses.problem(request, 404, "Not Found", "There is no such resource.");
  }
}
