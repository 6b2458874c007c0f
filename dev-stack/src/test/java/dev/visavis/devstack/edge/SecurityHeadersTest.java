package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The three edges and the page itself send the same security headers.
class SecurityHeadersTest {
  private static final Pattern CADDY_POLICY =
      Pattern.compile("(?m)^\\t(~\\S+|default) \"([^\"]*)\"$");
  private static final Pattern CADDY_COMMON =
      Pattern.compile("(?m)^\\t([A-Z][\\w-]+) \"([^\"]*)\"$");
  private static final Pattern CHART_POLICY = Pattern.compile("(?m)^(\\w+): \"([^\"]*)\"$");
  private static final Pattern CHART_COMMON = Pattern.compile("(?m)^  ([\\w-]+): \"([^\"]*)\"$");
  private static final Pattern QUOTED = Pattern.compile("(?m)^  \"([^\"]*)\",$");

  @Test
  void theEdgeOfComposeSendsTheSameHeaders() throws IOException {
    String file = read("compose/edge/headers.caddy");
    Map<String, String> policies = pairs(CADDY_POLICY, file);
    for (String path :
        List.of("/", "/api/docs", "/api/docs/ui/x.js", "/api/documents", "/q/health")) {
      String pattern =
          policies.keySet().stream()
              .filter(it -> it.startsWith("~") && path.matches(it.substring(1)))
              .min(Comparator.comparing(file::indexOf)) // Caddy takes the first
              .orElse("default");
      assertEquals(SecurityHeaders.of(path).policy(), policies.get(pattern), path);
    }
    assertEquals(withTls(), pairs(CADDY_COMMON, file));
  }

  @Test
  void theEdgeOfTheChartSendsTheSameHeadersAndHsts() throws IOException {
    String file = read("helm/visavis/files/headers.yaml");
    assertEquals(
        Map.of("page", SecurityHeaders.PAGE.policy(), "api", SecurityHeaders.API.policy()),
        pairs(CHART_POLICY, file));
    assertEquals(withTls(), pairs(CHART_COMMON, file));
  }

  /// A page's own policy cannot contain frame-ancestors.
  @Test
  void thePageContainsTheSamePolicy() throws IOException {
    List<String> own =
        QUOTED.matcher(read("web-ui/vite.config.ts")).results().map(it -> it.group(1)).toList();
    List<String> expected =
        Stream.of(SecurityHeaders.PAGE.policy().split("; ", -1))
            .filter(directive -> !directive.startsWith("frame-ancestors"))
            .toList();
    assertEquals(expected, own);
  }

  /// The headers of an edge with TLS, which the edge of `./visavis up` does not have.
  private static Map<String, String> withTls() {
    Map<String, String> headers = new TreeMap<>(SecurityHeaders.COMMON);
    headers.put("Strict-Transport-Security", "max-age=31536000");
    return headers;
  }

  private static Map<String, String> pairs(Pattern pattern, String text) {
    Map<String, String> pairs = new TreeMap<>();
    pattern.matcher(text).results().forEach(it -> pairs.put(it.group(1), it.group(2)));
    return pairs;
  }

  private static String read(String path) throws IOException {
    return Files.readString(RepositoryRoot.find().resolve(path));
  }
}
