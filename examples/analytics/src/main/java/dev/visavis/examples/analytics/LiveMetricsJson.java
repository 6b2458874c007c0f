package dev.visavis.examples.analytics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.visavis.examples.analytics.state.Minute;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the metrics as JSON for programs and for the page. An average without values is omitted.
final class LiveMetricsJson {
  private static final JsonFactory JSON = new JsonFactory();

  private LiveMetricsJson() {}

  static String of(SortedMap<Instant, Minute> minutes) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeArrayFieldStart("minutes");
      for (Map.Entry<Instant, Minute> each : minutes.entrySet()) {
        out.writeStartObject();
        out.writeStringField("at", each.getKey().toString());
        write(out, each.getValue());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Minute minute) throws IOException {
    out.writeNumberField("started", minute.getStarted());
    out.writeNumberField("ended", minute.getEnded());
    average(out, "answerRate", minute.getAnswered(), minute.getEnded());
    average(out, "setUpMs", minute.getSetUpMs(), minute.getAnswered());
    average(out, "ringMs", minute.getRingMs(), minute.getEnded());
    out.writeObjectFieldStart("failures");
    for (Map.Entry<String, Long> each : new TreeMap<>(minute.getFailuresMap()).entrySet()) {
      out.writeNumberField(each.getKey(), each.getValue());
    }
    out.writeEndObject();
    long packets = minute.getPacketsLost() + minute.getPacketsReceived();
    average(out, "loss", minute.getPacketsLost(), packets);
    average(out, "roundTripMs", minute.getRoundTripMs(), minute.getRoundTrips());
  }

  private static void average(JsonGenerator out, String name, long sum, long count)
      throws IOException {
    if (count > 0) {
      out.writeNumberField(name, Math.round(1_000.0 * sum / count) / 1_000.0);
    }
  }
}
