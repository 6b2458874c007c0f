package dev.visavis.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// An identity provider that signs with RS256 and with ES256, and publishes both keys.
public final class OtherIssuer implements QuarkusTestResourceLifecycleManager {
  static final String ISSUER = "https://login.example";

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      PublicJsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
      rsa.setKeyId("their-rsa");
      PublicJsonWebKey ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      ec.setKeyId("their-ec");
      byte[] keys = new JsonWebKeySet(List.of(rsa, ec)).toJson().getBytes(UTF_8);
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext(
          "/keys",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
          });
      started.start();
      server = started;
      String address = "http://127.0.0.1:" + started.getAddress().getPort() + "/keys";
      return Map.of(
          "visavis.issuer",
          ISSUER,
          "visavis.jwks-url",
          address,
          "test.other-issuer.rsa",
          rsa.toJson(OutputControlLevel.INCLUDE_PRIVATE),
          "test.other-issuer.ec",
          ec.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException e) {
      throw new IllegalStateException("every Java platform has RSA and P-256", e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
