package dev.visavis.examples.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Serves `/figures.json`, and at `/` a page that displays it.
final class Page {
  private Page() {}

  static HttpServer serve(int port, Supplier<String> figures) throws IOException {
    byte[] page = page();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> respond(exchange, "text/html; charset=utf-8", page));
    server.createContext(
        "/figures.json",
        exchange -> respond(exchange, "application/json", figures.get().getBytes(UTF_8)));
    server.start();
    return server;
  }

  private static byte[] page() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("/page.html")) {
      return Objects.requireNonNull(in, "page.html is part of this module").readAllBytes();
    }
  }

  private static void respond(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
