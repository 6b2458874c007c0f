package dev.visavis.gateway.auth;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A browser names the page that opens a socket, and sends the cookie whatever page that is: only
/// pages of our own may. A client without `Origin` is no browser and has no cookie to be abused.
@Singleton
public final class OriginCheck {
  private final Set<String> allowed;

  @Inject
  OriginCheck(GatewayConfig config) {
    this(config.allowedOrigins().orElse(""));
  }

  OriginCheck(String allowed) {
    this.allowed =
        Arrays.stream(allowed.split(","))
            .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  public boolean permits(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return true;
    }
    String asked = origin.toLowerCase(Locale.ROOT);
    if (!allowed.isEmpty()) {
      return allowed.contains(asked);
    }
    int scheme = asked.indexOf("://");
    if (host == null || scheme < 0) {
      return false;
    }
    String defaultPort = asked.startsWith("https:") ? ":443" : ":80";
    String page = withoutSuffix(asked.substring(scheme + 3), defaultPort);
    return page.equals(withoutSuffix(host.toLowerCase(Locale.ROOT), defaultPort));
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }
}
