package dev.visavis.gateway.auth;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prevents cross-site WebSocket hijacking: a browser sends the cookie with every upgrade, also for
/// pages of other sites, so only pages of permitted origins may open a socket. A client without
/// `Origin` is not a browser, so no other site can misuse its cookie.
@Singleton
public final class OriginCheck {
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?<scheme>https?://)(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+\\])(:(?<port>[0-9]{1,5}))?");

  private final Set<String> allowed;
  private final boolean anySameOrigin;

  @Inject
  OriginCheck(GatewayConfig config) {
    this(config.allowedOrigins().orElse(""));
  }

  OriginCheck(String allowed) {
    this.allowed =
        Arrays.stream(allowed.split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .map(OriginCheck::canonical)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    this.anySameOrigin = allowed.isBlank();
  }

  /// @param origins the values of `Origin`; a browser sends one
  /// @param host the value of `Host`
  /// @param forwardedProto the scheme by which the browser reached the edge, or null if the edge
  ///     does not say. If it is `https`, a page loaded over plain HTTP is refused, because an
  ///     attacker on the network may have changed it
  public boolean permits(
      List<String> origins, @Nullable String host, @Nullable String forwardedProto) {
    if (origins.isEmpty()) {
      return true;
    }
    String origin = origins.size() == 1 ? canonical(origins.getFirst()).orElse(null) : null;
    if (origin == null) {
      return false;
    }
    if (!anySameOrigin) {
      return allowed.contains(origin);
    }
    boolean encrypted = origin.startsWith(HTTPS);
    if (host == null || (!encrypted && "https".equalsIgnoreCase(forwardedProto))) {
      return false;
    }
    return canonical((encrypted ? HTTPS : HTTP) + host).filter(origin::equals).isPresent();
  }

  /// Returns the origin in lower case and without a default port. Empty if it is not the origin of
  /// a web page, such as another scheme, `null`, or a URL with a user or a path.
  private static Optional<String> canonical(String origin) {
    Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String scheme = parts.group("scheme");
    String port = parts.group("port");
    boolean isDefault = port == null || port.equals(scheme.equals(HTTPS) ? "443" : "80");
    return Optional.of(scheme + parts.group("host") + (isDefault ? "" : ":" + port));
  }
}
