package dev.visavis.devstack.run;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.StackException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What `visavis up` was asked for.
public record UpOptions(
    String host, int port, int brokers, int gateways, int callServices, boolean fresh, Path data) {
  private static final int MAX_BROKERS = 5;

  /// As many as the gateway inbox has partitions.
  private static final int MAX_GATEWAYS = 16;

  /// As many as the command log has partitions.
  private static final int MAX_CALL_SERVICES = 8;

  public static UpOptions parse(List<String> arguments, Checkout checkout) {
    var options = new UpOptions("127.0.0.1", 8080, 1, 1, 1, false, checkout.defaultData());
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      var option = left.removeFirst();
      options =
          switch (option) {
            case "--host" -> options.withHost(value(option, left));
            case "--port" -> options.withPort(number(option, left, 1, 65_535));
            case "--brokers" -> options.withBrokers(number(option, left, 1, MAX_BROKERS));
            case "--gateways" -> options.withGateways(number(option, left, 1, MAX_GATEWAYS));
            case "--call-services" ->
                options.withCallServices(number(option, left, 1, MAX_CALL_SERVICES));
            case "--fresh" -> options.withFresh();
            case "--data" -> options.withData(Path.of(value(option, left)));
            default ->
                throw new StackException(
                    "unknown option %s: see `visavis help` for what there is".formatted(option));
          };
    }
    return options;
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new StackException(option + " needs a value");
    }
    return left.removeFirst();
  }

  private static int number(String option, Deque<String> left, int min, int max) {
    var value = value(option, left);
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new StackException(
        "%s needs a number from %d to %d, not %s".formatted(option, min, max, value));
  }

  private UpOptions withHost(String value) {
    return new UpOptions(value, port, brokers, gateways, callServices, fresh, data);
  }

  private UpOptions withPort(int value) {
    return new UpOptions(host, value, brokers, gateways, callServices, fresh, data);
  }

  private UpOptions withBrokers(int value) {
    return new UpOptions(host, port, value, gateways, callServices, fresh, data);
  }

  private UpOptions withGateways(int value) {
    return new UpOptions(host, port, brokers, value, callServices, fresh, data);
  }

  private UpOptions withCallServices(int value) {
    return new UpOptions(host, port, brokers, gateways, value, fresh, data);
  }

  private UpOptions withFresh() {
    return new UpOptions(host, port, brokers, gateways, callServices, true, data);
  }

  private UpOptions withData(Path value) {
    return new UpOptions(
        host, port, brokers, gateways, callServices, fresh, value.toAbsolutePath().normalize());
  }

  /// The same by address: `localhost` may mean ::1 first.
  public String localUrl() {
    return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
  }

  /// Where a browser on this machine finds it.
  public String url() {
    var name = host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    return "http://" + name + ":" + port;
  }
}
