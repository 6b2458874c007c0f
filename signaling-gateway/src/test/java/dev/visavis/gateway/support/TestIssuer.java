package dev.visavis.gateway.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Replaces account-service: publishes keys and finds users whose id ends in `a`.
///
/// The tests get the private keys as configuration, because this class may be loaded twice.
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {
  public static final String KEY = "test.key";
  public static final String ELLIPTIC_KEY = "test.elliptic-key";
  public static final String LATER_KEY = "test.later-key";
  public static final String UNKNOWN_KEY = "test.unknown-key";
  public static final String ADDRESS = "test.issuer";

  private final AtomicReference<String> keySet = new AtomicReference<>("");
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      RsaJsonWebKey key = key("first");
      RsaJsonWebKey later = key("later");
      PublicJsonWebKey elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      elliptic.setKeyId("elliptic");
      keySet.set(new JsonWebKeySet(List.of(key, elliptic)).toJson());
      String rotated = new JsonWebKeySet(List.of(key, elliptic, later)).toJson();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/.well-known/jwks.json", exchange -> answer(exchange, keySet.get()));
      server.createContext(
          "/rotate",
          exchange -> {
            keySet.set(rotated);
            answer(exchange, "{}");
          });
      server.createContext("/api/users/", TestIssuer::user);
      server.start();
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      Map<String, String> configuration = new HashMap<>();
      configuration.put("visavis.jwks-url", address + "/.well-known/jwks.json");
      configuration.put("visavis.account-url", address);
      configuration.put(ADDRESS, address);
      configuration.put(KEY, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      configuration.put(ELLIPTIC_KEY, elliptic.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      configuration.put(LATER_KEY, later.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      configuration.put(UNKNOWN_KEY, key("nobody").toJson(OutputControlLevel.INCLUDE_PRIVATE));
      // Short, so that tests of timeouts are fast.
      configuration.put("visavis.gateway.register-within", "4s");
      configuration.put("visavis.gateway.presence-within", "3s");
      configuration.put("visavis.gateway.calls-within", "500ms");
      configuration.put("visavis.gateway.heartbeat", "1500ms");
      configuration.put("visavis.gateway.max-sockets-per-user", "8");
      configuration.put("visavis.gateway.max-unregistered-per-user", "5");
      configuration.put("quarkus.http.test-port", "0");
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static RsaJsonWebKey key(String id) throws JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId(id);
    return key;
  }

  /// Only users whose id ends in `a` have an account.
  private static void user(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    boolean asked = exchange.getRequestHeaders().containsKey("Authorization");
    if (!asked || !id.endsWith("a")) {
      exchange.sendResponseHeaders(asked ? 404 : 401, -1);
      exchange.close();
      return;
    }
    answer(exchange, "{\"id\":\"" + id + "\",\"username\":\"new\",\"name\":\"New User\"}");
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
