package dev.visavis.devstack.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The host names of this edge: `localhost` and names below it, every IP address, the names of this
/// machine, and those that the operator adds.
///
/// @param added in lower case, without ports; `*` accepts every name
public record KnownHosts(Set<String> added) {
  private static final Pattern WELL_FORMED =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9_.-]{1,253})(:[0-9]{0,5})?");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  public KnownHosts {
    added = Set.copyOf(added);
  }

  /// @param names separated by commas, each a name or `*`
  /// @param origins separated by commas: origins of other pages that may open a WebSocket
  static KnownHosts of(String names, String origins) {
    Set<String> known = new HashSet<>();
    for (String name : (names + "," + origins).split(",", -1)) {
      String host = name.strip().toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
      known.add(withoutPort(host));
    }
    known.addAll(ofThisMachine());
    known.remove("");
    return new KnownHosts(known);
  }

  KnownHosts and(String name) {
    Set<String> known = new HashSet<>(added);
    known.add(name.toLowerCase(Locale.ROOT));
    return new KnownHosts(known);
  }

  private static Set<String> ofThisMachine() {
    try {
      String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      return Set.of(name, name + ".local");
    } catch (UnknownHostException e) {
      return Set.of(); // the machine has no name and is reached by its addresses
    }
  }

  static boolean isWellFormed(String host) {
    return WELL_FORMED.matcher(host).matches();
  }

  boolean knows(String host) {
    String name = withoutPort(host.toLowerCase(Locale.ROOT));
    String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return relative.equals("localhost")
        || relative.endsWith(".localhost")
        || ADDRESS.matcher(relative).matches()
        || added.contains("*")
        || added.contains(relative);
  }

  private static String withoutPort(String host) {
    return PORT.matcher(host).replaceFirst("");
  }
}
