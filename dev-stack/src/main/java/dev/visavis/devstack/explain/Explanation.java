package dev.visavis.devstack.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.visavis.devstack.StackException;
import dev.visavis.devstack.kafka.TopicReader;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/// Collects all records of one call that the topics still contain: commands (kept for a day),
/// events (a week) and deliveries (ten minutes). It mentions session descriptions, candidates and
/// keys, but never shows their content.
public final class Explanation {
  /// More records than any call has; limits the memory if a broken client repeats itself for hours.
  private static final int MAX_RECORDS = 20_000;

  private final String callId;
  private final TopicReader reader;
  private final ParticipantNames names = new ParticipantNames();
  private final List<Found<CallCommand>> commands = new ArrayList<>();
  private final List<Found<CallEvent>> events = new ArrayList<>();
  private final List<Found<Delivery>> deliveries = new ArrayList<>();

  private record Found<T>(Instant at, long offset, T value) {
    TimelineEntry line(TimelineEntry.Source source, Function<T, String> words) {
      return new TimelineEntry(at, source, offset, words.apply(value));
    }

    /// Splits the value into parts, each as if it were a record of its own.
    Stream<Found<T>> each(Function<T, List<T>> parts) {
      return parts.apply(value).stream().map(part -> new Found<>(at, offset, part));
    }
  }

  private Explanation(String callId, Properties cluster) {
    this.callId = callId;
    this.reader = new TopicReader(cluster);
  }

  /// The lines in order, for a terminal; empty if the topics have no records of the call.
  public static List<String> of(String callId, Properties cluster) {
    var explanation = new Explanation(callId, cluster);
    explanation.read();
    return Timeline.of(explanation.lines());
  }

  private void read() {
    readKeyed(Topic.CALL_COMMANDS, CallCommand.parser(), commands);
    readKeyed(Topic.CALL_EVENTS, CallEvent.parser(), events);
    reader.read(
        Topic.GATEWAY_INBOX.topicName(),
        IntStream.range(0, Topic.GATEWAY_INBOX.partitions()).boxed().toList(),
        record ->
            parse(record, Delivery.parser()).stream()
                .flatMap(found -> found.each(DeliveryBatches::unbatch))
                .filter(found -> isOfCall(found.value()))
                .forEach(found -> add(deliveries, found)));
  }

  private boolean isOfCall(Delivery delivery) {
    return DeliveryDescriber.callId(delivery).filter(callId::equals).isPresent();
  }

  /// The partition of the call's key, as Kafka's default partitioner chooses it, contains all its
  /// records.
  private <T> void readKeyed(Topic topic, Parser<T> parser, List<Found<T>> into) {
    int partitions = reader.partitions(topic.topicName());
    int partition = Utils.toPositive(Utils.murmur2(callId.getBytes(UTF_8))) % partitions;
    reader.read(
        topic.topicName(),
        List.of(partition),
        record -> {
          if (record.key() != null && callId.equals(new String(record.key(), UTF_8))) {
            parse(record, parser).ifPresent(found -> add(into, found));
          }
        });
  }

  private <T> void add(List<Found<T>> to, Found<T> found) {
    if (commands.size() + events.size() + deliveries.size() >= MAX_RECORDS) {
      throw new StackException("call %s has more than %d records".formatted(callId, MAX_RECORDS));
    }
    to.add(found);
  }

  /// Empty if the record is not a message of the schema; such records are in the dead letters.
  private static <T> Optional<Found<T>> parse(
      ConsumerRecord<byte[], byte[]> record, Parser<T> parser) {
    try {
      return Optional.of(
          new Found<>(
              Instant.ofEpochMilli(record.timestamp()),
              record.offset(),
              parser.parseFrom(record.value() == null ? new byte[0] : record.value())));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private List<TimelineEntry> lines() {
    var commandDescriber = new CommandDescriber(names);
    var eventDescriber = new EventDescriber(names);
    var deliveryDescriber = new DeliveryDescriber(names);
    commands.forEach(found -> commandDescriber.learn(found.value()));
    events.forEach(found -> eventDescriber.learn(found.value()));
    deliveries.forEach(found -> deliveryDescriber.learn(found.value()));
    // After a crash call-service may repeat its outputs; show each once.
    Set<String> seen = new HashSet<>();
    return Stream.of(
            commands.stream()
                .map(found -> found.line(TimelineEntry.Source.COMMAND, commandDescriber::of)),
            events.stream()
                .filter(found -> seen.add(found.value().getEventId()))
                .map(found -> found.line(TimelineEntry.Source.EVENT, eventDescriber::of)),
            deliveries.stream()
                .filter(found -> isFirst(seen, found.value()))
                .map(found -> found.line(TimelineEntry.Source.DELIVERY, deliveryDescriber::of)))
        .flatMap(lines -> lines)
        .sorted(TimelineEntry.IN_ORDER)
        .toList();
  }

  private static boolean isFirst(Set<String> seen, Delivery delivery) {
    return delivery.getDeliveryId().isEmpty() || seen.add(delivery.getDeliveryId());
  }
}
