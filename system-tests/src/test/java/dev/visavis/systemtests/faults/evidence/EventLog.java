package dev.visavis.systemtests.faults.evidence;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads the topic `visavis.call.events`, including repeats.
public final class EventLog {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private EventLog() {}

  /// The events of the calls that one of `people` started, by call, in the order of the topic.
  public static Map<String, List<CallEvent>> read(Map<String, Object> kafka, Set<String> people) {
    Map<String, List<CallEvent>> calls = new LinkedHashMap<>();
    for (CallEvent event : all(kafka)) {
      calls.computeIfAbsent(event.getCallId(), callId -> new ArrayList<>()).add(event);
    }
    Set<String> ours = new HashSet<>();
    calls.forEach(
        (callId, events) -> {
          String initiator = events.getFirst().getCallInitiated().getInitiator().getId();
          if (people.contains(initiator) || initiator.isEmpty()) {
            ours.add(callId);
          }
        });
    calls.keySet().retainAll(ours);
    return calls;
  }

  private static List<CallEvent> all(Map<String, Object> settings) {
    List<CallEvent> events = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.CALL_EVENTS.topicName(), LIMIT).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("visavis.call.events could not be read to its end in time");
        }
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> events.add(event(record)));
      }
    }
    return events;
  }

  private static CallEvent event(ConsumerRecord<String, byte[]> record) {
    try {
      return CallEvent.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not an event: " + record, e);
    }
  }
}
