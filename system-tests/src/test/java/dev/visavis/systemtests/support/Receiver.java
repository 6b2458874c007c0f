package dev.visavis.systemtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A receiver of webhooks that accepts every delivery.
public final class Receiver implements AutoCloseable {
  record Delivery(String id, String timestamp, String signature, String body) {}

  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      deliveries.add(
          new Delivery(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /// The types of the received events of one call, in order and without repeats.
  public List<String> kinds(String callId) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      JsonNode body = Json.parse(delivery.body());
      if (body.at("/data/callId").asText().equals(callId)) {
        kinds.putIfAbsent(delivery.id(), body.path("type").asText());
      }
    }
    return List.copyOf(kinds.values());
  }

  /// Whether every delivery has a valid signature for `secret`.
  public boolean allAreSigned(String secret) {
    return deliveries.stream()
        .allMatch(delivery -> delivery.signature().equals(signature(secret, delivery)));
  }

  private static String signature(String secret, Delivery delivery) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String text = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
