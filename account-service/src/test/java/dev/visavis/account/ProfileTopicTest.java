package dev.visavis.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// What the other services learn of people. The outbox's timer is slow here (30 s), so what
/// arrives in time came by the signal after the commit.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class ProfileTopicTest extends AccountServiceTest {
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Test
  void aSignUpAndARenameArriveInOrder() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    rename(ann, "Annie");
    List<UserProfile> profiles = profilesOf(ann, 2);
    UserProfile first = profiles.get(0);
    assertEquals(ann.id(), first.getUser().getId());
    assertEquals(ann.username(), first.getUsername());
    assertEquals("Ann", first.getUser().getName());
    assertFalse(first.getUser().hasAvatarUrl());
    assertEquals("Annie", profiles.get(1).getUser().getName());
    assertTrue(profiles.get(1).getVersion() > first.getVersion());
  }

  @Test
  void manyChangesAtOnceArriveInTheOrderOfTheirVersions() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    IntStream.range(0, 12).parallel().forEach(i -> rename(ann, "Ann " + i));
    List<Long> versions = profilesOf(ann, 13).stream().map(UserProfile::getVersion).toList();
    assertEquals(IntStream.rangeClosed(1, 13).mapToObj(i -> (long) i).toList(), versions);
  }

  @Test
  void aPatchThatChangesNothingPublishesNothing() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    rename(ann, "Ann");
    rename(ann, "Annie");
    assertEquals(
        List.of("Ann", "Annie"),
        profilesOf(ann, 2).stream().map(profile -> profile.getUser().getName()).toList());
  }

  private static void rename(Person person, String name) {
    as(person)
        .contentType(ContentType.JSON)
        .body(Map.of("name", name))
        .patch("/api/users/me")
        .then()
        .statusCode(200);
  }

  private List<UserProfile> profilesOf(Person person, int expected) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
    List<UserProfile> profiles = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topic.USER_PROFILES.partitions())
              .mapToObj(i -> new TopicPartition(Topic.USER_PROFILES.topicName(), i))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + IN_TIME.toNanos();
      while (profiles.size() < expected && System.nanoTime() < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.key().equals(person.id())) {
            profiles.add(UserProfile.parseFrom(record.value()));
          }
        }
      }
    }
    assertEquals(expected, profiles.size(), "profiles of " + person.username());
    return profiles;
  }
}
