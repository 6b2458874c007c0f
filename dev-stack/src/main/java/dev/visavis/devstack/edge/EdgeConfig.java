package dev.visavis.devstack.edge;

import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The configuration of the edge, from `name=value` arguments.
///
/// @param listen the address for browsers
/// @param webRoot the folder of the built web UI
/// @param upstreams all addresses of each service, which share the load
/// @param gatewayManagement the management address of each gateway, in the order of the gateways;
///     empty if readiness is not checked
/// @param policy limits and accepted host names
public record EdgeConfig(
    SocketAddress listen,
    Path webRoot,
    Map<Upstream, List<SocketAddress>> upstreams,
    List<SocketAddress> gatewayManagement,
    EdgePolicy policy) {
  public EdgeConfig {
    upstreams = Map.copyOf(upstreams);
    gatewayManagement = List.copyOf(gatewayManagement);
    for (Upstream upstream : Upstream.values()) {
      if (!upstreams.containsKey(upstream)) {
        throw new IllegalArgumentException("no address is given for " + upstream.argument());
      }
    }
    int gateways = upstreams.getOrDefault(Upstream.GATEWAY, List.of()).size();
    if (!gatewayManagement.isEmpty() && gatewayManagement.size() != gateways) {
      throw new IllegalArgumentException("gateway-management: expected one for each gateway");
    }
  }

  /// Reads the arguments and the environment of the process.
  ///
  /// @param arguments `listen=HOST:PORT`, `web-root=DIR`, `UPSTREAM=HOST:PORT[,...]` for each
  ///     [Upstream], and `gateway-management=HOST:PORT[,...]`
  public static EdgeConfig parse(List<String> arguments, Map<String, String> environment) {
    SocketAddress listen = SocketAddress.inetSocketAddress(8080, "127.0.0.1");
    Path webRoot = Path.of("web-ui/dist");
    Map<Upstream, List<SocketAddress>> upstreams = new EnumMap<>(Upstream.class);
    List<SocketAddress> gatewayManagement = List.of();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(argument + ": expected name=value");
      }
      String name = argument.substring(0, equals);
      String value = argument.substring(equals + 1);
      switch (name) {
        case "listen" -> listen = address(value);
        case "web-root" -> webRoot = Path.of(value);
        case "gateway-management" -> gatewayManagement = addresses(value);
        default -> upstreams.put(Upstream.ofArgument(name), addresses(value));
      }
    }
    return new EdgeConfig(
        listen,
        webRoot,
        upstreams,
        gatewayManagement,
        EdgePolicy.of(environment).withHost(listen.host()));
  }

  /// The management address of each gateway, by the gateway's address.
  Map<SocketAddress, SocketAddress> managementOfGateways() {
    List<SocketAddress> gateways = upstreams.getOrDefault(Upstream.GATEWAY, List.of());
    Map<SocketAddress, SocketAddress> management = new HashMap<>();
    for (int i = 0; i < gatewayManagement.size(); i++) {
      management.put(gateways.get(i), gatewayManagement.get(i));
    }
    return management;
  }

  private static List<SocketAddress> addresses(String value) {
    List<SocketAddress> addresses = new ArrayList<>();
    for (String each : value.split(",", -1)) {
      addresses.add(address(each));
    }
    return List.copyOf(addresses);
  }

  private static SocketAddress address(String value) {
    int colon = value.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(value + ": expected HOST:PORT");
    }
    return SocketAddress.inetSocketAddress(
        Integer.parseInt(value.substring(colon + 1)), value.substring(0, colon));
  }
}
