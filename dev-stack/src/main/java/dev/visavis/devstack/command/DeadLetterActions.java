package dev.visavis.devstack.command;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.deadletters.DeadLetter;
import dev.visavis.devstack.deadletters.DeadLetterContents;
import dev.visavis.devstack.deadletters.DeadLetterReader;
import dev.visavis.devstack.deadletters.DeadLetterReplay;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// `visavis dead-letters`: lists, shows and replays dead letters.
final class DeadLetterActions {
  /// The maximum number that `list` shows, the newest ones.
  private static final int MAX_LISTED = 200;

  private static final int MAX_ERROR_CHARS = 80;

  private final DeadLetterReader reader;
  private final Properties cluster;
  private final Console console;

  DeadLetterActions(Properties cluster, Console console) {
    this.reader = new DeadLetterReader(cluster);
    this.cluster = cluster;
    this.console = console;
  }

  void list(boolean json) {
    var replays = reader.replays();
    var letters = newest();
    if (json) {
      var array = new JsonArray();
      letters.forEach(letter -> array.add(json(letter, replays.get(letter.id()))));
      console.say(array.encodePrettily());
    } else if (letters.isEmpty()) {
      console.say("there are no dead letters");
    } else {
      letters.forEach(letter -> console.say(line(letter, replays.get(letter.id()))));
    }
  }

  void show(String id) {
    var found = new ArrayList<DeadLetter>();
    reader.forEach(
        letter -> {
          if (letter.id().equals(id) && found.isEmpty()) {
            found.add(letter);
          }
        });
    if (found.isEmpty()) {
      throw unknown(Set.of(id));
    }
    console.say(json(found.getFirst(), reader.replays().get(id)).encodePrettily());
  }

  void replay(Set<String> ids) {
    var left = new HashSet<>(ids);
    try (var replay = new DeadLetterReplay(cluster)) {
      replay.run(
          letter -> ids.contains(letter.id()),
          outcome -> {
            left.remove(outcome.id());
            console.say(line(outcome));
          });
    }
    if (!left.isEmpty()) {
      throw unknown(left);
    }
  }

  void replayAll() {
    var written = new AtomicInteger();
    try (var replay = new DeadLetterReplay(cluster)) {
      replay.run(
          letter -> true,
          outcome -> {
            if (outcome instanceof DeadLetterReplay.ReplayedNow) {
              written.incrementAndGet();
            }
            if (!(outcome instanceof DeadLetterReplay.AlreadyReplayed)) {
              console.say(line(outcome));
            }
          });
    }
    console.say("%d replayed".formatted(written.get()));
  }

  /// Each dead letter once, the oldest first.
  private List<DeadLetter> newest() {
    var seen = new HashSet<String>();
    var kept =
        new TreeSet<>(
            Comparator.comparing(DeadLetter::deadLetteredAt).thenComparing(DeadLetter::id));
    reader.forEach(
        letter -> {
          if (seen.add(letter.id()) && kept.add(letter) && kept.size() > MAX_LISTED) {
            kept.removeFirst();
          }
        });
    return List.copyOf(kept);
  }

  private static String line(DeadLetter letter, @Nullable Instant replayedAt) {
    return "%s  %s  %s  %s%n    %s%s"
        .formatted(
            letter.deadLetteredAt().truncatedTo(ChronoUnit.SECONDS),
            Console.printable(letter.id()),
            letter.key() == null ? "no key" : Console.printable(letter.keyText()),
            DeadLetterContents.kind(letter).orElse("cannot be read"),
            shortened(Console.printable(letter.error())),
            replayedAt == null ? "" : "%n    replayed at %s".formatted(replayedAt));
  }

  private static String line(DeadLetterReplay.Outcome outcome) {
    return switch (outcome) {
      case DeadLetterReplay.ReplayedNow(String id) -> id + ": replayed";
      case DeadLetterReplay.AlreadyReplayed(String id, Instant at) ->
          "%s: skipped, because it was replayed at %s".formatted(id, at);
      case DeadLetterReplay.NotReplayable(String id) ->
          id
              + ": skipped, because device events are never replayed;"
              + " the device registers again on its own";
    };
  }

  private static JsonObject json(DeadLetter letter, @Nullable Instant replayedAt) {
    var json =
        new JsonObject()
            .put("id", letter.id())
            .put("at", letter.deadLetteredAt().toString())
            .put("consumer", letter.consumer())
            .put("topic", letter.topic())
            .put("partition", letter.originPartition())
            .put("offset", letter.originOffset())
            .put("key", letter.key() == null ? null : letter.keyText())
            .put("error", letter.error())
            .put("replayedAt", replayedAt == null ? null : replayedAt.toString())
            .put("replayOf", letter.replayOf())
            .put("bytes", letter.value() == null ? 0 : letter.value().length);
    DeadLetterContents.of(letter).ifPresent(value -> json.put("value", value));
    return json;
  }

  private static String shortened(String error) {
    return error.length() <= MAX_ERROR_CHARS ? error : error.substring(0, MAX_ERROR_CHARS) + "…";
  }

  private static StackException unknown(Set<String> ids) {
    return new StackException("there is no dead letter %s".formatted(String.join(", ", ids)));
  }
}
