package dev.visavis.devstack.probe;

import dev.visavis.devstack.StackException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/// Places one call through a Visavis that runs elsewhere; `helm test` runs it. Exits with 0 once a
/// call has succeeded, and with 1 if none does within a minute.
///
/// The first run creates its two accounts; later runs sign in with the same password.
public final class ProbeMain {
  /// Base address of account-service, or of the edge.
  public static final String ACCOUNT_URL = "VISAVIS_PROBE_ACCOUNT_URL";

  /// Base address of a gateway, or of the edge.
  public static final String SIGNALING_URL = "VISAVIS_PROBE_SIGNALING_URL";

  /// The variable with the password of the probe's two accounts.
  public static final String PASSWORD = "VISAVIS_PROBE_PASSWORD";

  private ProbeMain() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run() ? 0 : 1);
  }

  private static boolean run() throws InterruptedException {
    try (var client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      var accounts = new AccountClient(client, URI.create(setting(ACCOUNT_URL)));
      new CallProbe(client, URI.create(setting(SIGNALING_URL)), accounts, setting(PASSWORD)).run();
      client.shutdownNow();
      System.out.println("a test call succeeded");
      return true;
    } catch (StackException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private static String setting(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
