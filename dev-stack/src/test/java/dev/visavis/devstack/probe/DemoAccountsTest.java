package dev.visavis.devstack.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class DemoAccountsTest {
  private final Set<String> taken = new HashSet<>();
  private final Set<String> contacts = new ConcurrentSkipListSet<>();

  @Test
  void theDemoUsersHaveEachOtherAsContacts() throws IOException, InterruptedException {
    create();
    var everyPair = new TreeSet<String>();
    for (var one : Set.of("alice", "bob", "carol", "dave")) {
      for (var other : Set.of("alice", "bob", "carol", "dave")) {
        if (!one.equals(other)) {
          everyPair.add(one + " " + other);
        }
      }
    }
    assertEquals(everyPair, contacts);
  }

  @Test
  void theContactsOfExistingAccountsAreUnchanged() throws IOException, InterruptedException {
    taken.addAll(Set.of("alice", "bob", "carol", "dave"));
    create();
    assertEquals(Set.of(), contacts);
  }

  private void create() throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/auth/signup", this::signUp);
    server.createContext("/api/contacts/", this::addContact);
    server.start();
    try (var client = HttpClient.newHttpClient()) {
      var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      DemoAccounts.create(new AccountClient(client, url));
    } finally {
      server.stop(0);
    }
  }

  /// Uses the username as id and as token.
  private void signUp(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var username = new JsonObject(body).getString("username");
    var user = new JsonObject().put("id", username);
    answer(
        exchange,
        taken.add(username) ? 201 : 409,
        new JsonObject().put("user", user).put("accessToken", username).encode());
  }

  private void addContact(HttpExchange exchange) throws IOException {
    var owner = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
    var path = exchange.getRequestURI().getPath();
    contacts.add(owner + " " + path.substring(path.lastIndexOf('/') + 1));
    answer(exchange, 204, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
