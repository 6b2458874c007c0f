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

/// A browser names the page that opens a socket, and sends the cookie whatever page that is: only
/// pages of our own may. A client without `Origin` is no browser and has no cookie to be abused.
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
  /// @param forwardedProto how the browser reached the edge, if that says so: a page that came
  ///     without encryption may be anybody's, so it may not open a socket with it
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

  /// In lower case, without the port that goes without saying; empty for what is no origin of a
  /// web page: other schemes, `null`, anything with a user or a path.
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
