package dev.visavis.devstack.edge.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `Accept-Encoding` (RFC 9110, section 12.5.3).
///
/// @param weights from 0, which forbids, to 1, by coding or `*`
public record AcceptedEncodings(Map<String, Double> weights) {
  public AcceptedEncodings {
    weights = Map.copyOf(weights);
  }

  public static AcceptedEncodings of(List<String> headers) {
    Map<String, Double> weights = new HashMap<>();
    for (String header : headers) {
      for (String item : header.split(",", -1)) {
        String[] parts = item.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
        if (!parts[0].isEmpty()) {
          weights.put(parts[0], parts.length == 1 ? 1 : weight(parts[1]));
        }
      }
    }
    return new AcceptedEncodings(weights);
  }

  /// An invalid weight counts as 0; the uncompressed file suits every client.
  private static double weight(String parameter) {
    return parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")
        ? Double.parseDouble(parameter.substring(2))
        : 0;
  }

  /// The `codings` whose weight is at least that of the uncompressed file, best first.
  public List<String> best(Set<String> codings) {
    double plain = weights.getOrDefault("identity", 0.0);
    return codings.stream()
        .filter(coding -> weightOf(coding) > 0 && weightOf(coding) >= plain)
        .sorted(
            Comparator.comparingDouble((String coding) -> -weightOf(coding))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private double weightOf(String coding) {
    return weights.getOrDefault(coding, weights.getOrDefault("*", 0.0));
  }
}
