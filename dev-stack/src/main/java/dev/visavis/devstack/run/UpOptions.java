package dev.visavis.devstack.run;

import dev.visavis.devstack.StackException;
import dev.visavis.proto.Topic;
import java.nio.file.Path;

/// The options of `visavis up`.
public record UpOptions(
    String host,
    int port,
    int brokers,
    int gateways,
    int callServices,
    int mediaServices,
    boolean fresh,
    Path data) {
  private static final int MAX_BROKERS = 5;

  /// Each gateway and each media service reads one partition.
  private static final int INBOXES = Topic.GATEWAY_INBOX.partitions();

  /// The number of partitions of the command log.
  private static final int MAX_CALL_SERVICES = 8;

  /// @throws StackException if a number is out of range
  public UpOptions {
    requireUpTo(65_535, "--port", port);
    requireUpTo(MAX_BROKERS, "--brokers", brokers);
    requireUpTo(INBOXES - 1, "--gateways", gateways);
    requireUpTo(MAX_CALL_SERVICES, "--call-services", callServices);
    requireUpTo(INBOXES - gateways, "--media-services", mediaServices);
  }

  private static void requireUpTo(int max, String option, int number) {
    if (number < 1 || number > max) {
      throw new StackException(
          "%s needs a number from 1 to %d, not %d".formatted(option, max, number));
    }
  }

  /// The URL with an IP address, because `localhost` may resolve to ::1 first.
  public String localUrl() {
    return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
  }

  /// The URL for a browser on this machine.
  public String url() {
    var name = host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    return "http://" + name + ":" + port;
  }
}
