package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.systemtests.metrics.ExposedMetrics;
import dev.visavis.systemtests.metrics.Observability;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Program;
import dev.visavis.systemtests.support.Sdp;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Checks that the services expose all metrics that dashboards and alerts query, after a call and a
/// request to each service.
@Isolated
class MetricsTest {
  private static final Pattern CATALOGUED = Pattern.compile("`(visavis_[a-z_]+)`");

  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Observability files = new Observability(Stack.repositoryRoot());

  /// There is none on a machine without Janus.
  private final boolean hasMediaService =
      stack.programs().stream().anyMatch(program -> program.service().equals("media-service"));

  @Test
  void everyQueriedMetricIsExposed() {
    useEverything();
    assertEquals(Map.of(), missingByQuery(scrape()));
  }

  @Test
  void lagIsZeroAndReadyIsOneWhenIdle() {
    useEverything();
    Map<Map<String, String>, Double> lags =
        Await.until("every consumer has caught up", () -> allAre(0, "visavis_consumer_lag"));
    Set<String> groups =
        Stream.of(
                "visavis-call-service",
                "presence-device-events",
                "presence-call-events",
                "presence-user-profiles",
                "history-service",
                "history-service-profiles",
                "account-service-devices",
                "gateway-0-inbox",
                "gateway-1-inbox",
                "media-2-events",
                "media-2-inbox")
            .filter(group -> hasMediaService || !group.startsWith("media-"))
            .collect(Collectors.toSet());
    assertEquals(
        groups,
        lags.keySet().stream().map(labels -> labels.get("group")).collect(Collectors.toSet()));
    Await.until("every service is ready", () -> allAre(1, "visavis_ready"));
  }

  private @Nullable Map<Map<String, String>, Double> allAre(double value, String metric) {
    Map<Map<String, String>, Double> readings = scrape().readings(metric);
    return readings.values().stream().allMatch(reading -> reading == value) ? readings : null;
  }

  @Test
  void everyMetricOfThisProductIsDocumented() {
    useEverything();
    Set<String> catalogued =
        CATALOGUED
            .matcher(files.text("docs/observability.md"))
            .results()
            .map(name -> name.group(1))
            .filter(this::canBeExposed)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(catalogued, scrape().ours());
  }

  @Test
  void theExampleConfigurationScrapesEveryService() {
    Set<String> services =
        stack.programs().stream()
            .filter(Program::isOurs)
            .map(Program::service)
            .collect(Collectors.toSet());
    Set<String> jobs = new TreeSet<>(files.jobs());
    jobs.removeIf(job -> !hasMediaService && job.equals("media-service"));
    assertEquals(services, jobs);
  }

  private boolean canBeExposed(String metric) {
    return hasMediaService || !metric.startsWith("visavis_media_");
  }

  private void useEverything() {
    alice.signInAgain();
    alice.getJson("/api/turn/credentials");
    alice.getJson("/api/presence?userIds=" + alice.id());
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("ringing", callId);
    phone.send("answer_call", callId, Sdp.OFFER);
    laptop.await("call_answered", callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "ended");
    Await.until(
        "the rows of the history are counted",
        () -> scrape().missing("visavis_history_rows_total").isEmpty() ? callId : null);
  }

  private Map<String, List<String>> missingByQuery(ExposedMetrics exposed) {
    Map<String, List<String>> missingByQuery = new TreeMap<>();
    files
        .queries()
        .forEach(
            (source, query) -> {
              List<String> missing =
                  exposed.missing(query).stream().filter(this::canBeExposed).toList();
              if (!missing.isEmpty()) {
                missingByQuery.put(source, missing);
              }
            });
    return missingByQuery;
  }

  private ExposedMetrics scrape() {
    ExposedMetrics exposed = new ExposedMetrics();
    for (Program program : stack.programs()) {
      if (program.isOurs()) {
        exposed.add(program.service(), program.name(), metrics(program));
      }
    }
    return exposed;
  }

  private static String metrics(Program program) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + program.management() + "/q/metrics"))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<String> answer = Person.HTTP.send(request, BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), program::toString);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(program.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
