package dev.visavis.history.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Streams a history page by page. It reads the next page after sending the previous one, so an
/// export needs the memory of one page, whatever the length of the history and the speed of the
/// reader.
@ApplicationScoped
class Export {
  private static final int PAGE = 200;
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(5);

  private final CallHistory history;
  private final ObjectMapper json;

  Export(CallHistory history, ObjectMapper json) {
    this.history = history;
    this.json = json;
  }

  /// Must be called on the request's context, which also reads the pages.
  Multi<byte[]> pages(UUID me, HistoryRequest filters, ExportFormat format) {
    Context context = Vertx.currentContext();
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new Reading(me, filters, format),
            reading ->
                reading.next().runSubscriptionOn(run -> context.runOnContext(now -> run.run())))
        .whilst(Page::hasMore)
        .map(Page::bytes);
  }

  private record Page(byte[] bytes, boolean hasMore) {}

  /// The progress of one export.
  private final class Reading {
    private final UUID me;
    private final HistoryRequest filters;
    private final ExportFormat format;
    private @Nullable Cursor after;

    Reading(UUID me, HistoryRequest filters, ExportFormat format) {
      this.me = me;
      this.filters = filters;
      this.format = format;
    }

    Uni<Page> next() {
      return Panache.withSession(() -> history.page(me, filters.page(after, PAGE)))
          .ifNoItem()
          .after(PAGE_TIMEOUT)
          .fail()
          .map(this::take);
    }

    private Page take(List<CallRow> rows) {
      boolean hasMore = rows.size() > PAGE;
      List<CallRow> calls = hasMore ? rows.subList(0, PAGE) : rows;
      String header = after == null ? format.header() : "";
      if (!calls.isEmpty()) {
        after = Cursor.after(calls.getLast());
      }
      String lines =
          calls.stream()
              .map(row -> format.line(HistoryEntry.of(row), json))
              .collect(Collectors.joining("", header, ""));
      return new Page(lines.getBytes(UTF_8), hasMore);
    }
  }
}
