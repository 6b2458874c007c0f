package dev.visavis.systemtests.metrics;

import dev.visavis.systemtests.metrics.PromQl.Matcher;
import dev.visavis.systemtests.metrics.PromQl.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The samples that services expose, with the labels `job` and `instance` that Prometheus adds.
public final class ExposedMetrics {
  private record Sample(String name, Map<String, String> labels, double value) {}

  /// An exemplar may follow the value: the trace of the measured operation.
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*?)})? (\\S+)(?: # .*)?$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern PART_OF_A_TIMER = Pattern.compile("_(bucket|count|sum|max)$");

  private final List<Sample> samples = new ArrayList<>();

  /// @param text in the exposition format
  public void add(String job, String instance, String text) {
    // Prometheus generates this metric for each target.
    samples.add(new Sample("up", Map.of("job", job, "instance", instance), 1));
    for (String line : text.lines().toList()) {
      var sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
        labels.putAll(Map.of("job", job, "instance", instance));
        samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
      }
    }
  }

  private static Map<String, String> labels(String text) {
    return LABEL
        .matcher(text)
        .results()
        .collect(
            Collectors.toMap(
                label -> label.group(1), label -> label.group(2), (a, b) -> b, HashMap::new));
  }

  /// The names of this product's metrics; the series of a timer count as one.
  public Set<String> ours() {
    return samples.stream()
        .map(sample -> PART_OF_A_TIMER.matcher(sample.name()).replaceFirst(""))
        .filter(name -> name.startsWith("visavis_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The metrics and labels of a query that no service exposes; empty if all exist.
  public List<String> missing(String query) {
    PromQl asked = PromQl.of(query);
    List<String> missing = new ArrayList<>();
    for (Selector selector : asked.selectors()) {
      if (select(selector.metric(), sample -> true).findAny().isEmpty()) {
        missing.add(selector.metric());
      }
      for (Matcher matcher : selector.matchers()) {
        if (select(selector.metric(), has(matcher)).findAny().isEmpty()) {
          missing.add(selector.metric() + " with " + matcher);
        }
      }
    }
    for (String label : asked.labels()) {
      if (asked.selectors().stream()
          .noneMatch(each -> select(each.metric(), hasLabel(label)).findAny().isPresent())) {
        missing.add("the label " + label);
      }
    }
    return missing;
  }

  /// The values of a metric, by their labels.
  public Map<Map<String, String>, Double> readings(String metric) {
    return select(metric, sample -> true)
        .collect(Collectors.toMap(Sample::labels, Sample::value, (a, b) -> b));
  }

  private Stream<Sample> select(String metric, Predicate<Sample> which) {
    return samples.stream().filter(sample -> sample.name().equals(metric)).filter(which);
  }

  private static Predicate<Sample> hasLabel(String label) {
    return sample -> sample.labels().containsKey(label);
  }

  /// This product's metrics exist with all label values from the start. Of other metrics only the
  /// label must exist: for example, a request status appears only after such a request.
  private static Predicate<Sample> has(Matcher matcher) {
    return hasLabel(matcher.label())
        .and(sample -> !sample.name().startsWith("visavis_") || fits(sample, matcher));
  }

  private static boolean fits(Sample sample, Matcher matcher) {
    String value = sample.labels().getOrDefault(matcher.label(), "");
    return switch (matcher.operator()) {
      case "=" -> value.equals(matcher.value());
      case "=~" -> value.matches(matcher.value());
      default -> true;
    };
  }
}
