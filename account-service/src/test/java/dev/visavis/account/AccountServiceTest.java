package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.proto.Topic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The common base of the tests of the whole service.
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,postgres"),
      @ResourceArg(name = "database", value = "visavis_account")
    })
public abstract class AccountServiceTest {
  protected static final String PASSWORD = "correct horse";
  private static final Duration IN_TIME = Duration.ofSeconds(20);
  private static final AtomicInteger NEXT = new AtomicInteger();

  protected record Person(String id, String username, String token) {}

  /// A username that no other test uses.
  protected static String fresh(String stem) {
    return stem + "-" + Long.toString(System.nanoTime(), 36) + NEXT.incrementAndGet();
  }

  /// The first records of a key, in order.
  protected static List<byte[]> recordsOf(String brokers, Topic topic, String key, int expected) {
    List<byte[]> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(i -> new TopicPartition(topic.topicName(), i))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await(
          () -> {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
              if (record.key().equals(key)) {
                values.add(record.value());
              }
            }
            return values.size() >= expected;
          });
    }
    assertEquals(expected, values.size(), () -> "records of " + key);
    return values;
  }

  /// Polls until the condition is true.
  protected static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + IN_TIME.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "not within " + IN_TIME);
      LockSupport.parkNanos(10_000_000);
    }
  }

  protected static Response signUp(Map<String, ?> body) {
    return json(body).post("/api/auth/signup");
  }

  protected static Person signUp(String username, String name) {
    Response response = signUp(Map.of("username", username, "password", PASSWORD, "name", name));
    response.then().statusCode(201);
    return new Person(response.path("user.id"), username, response.path("accessToken"));
  }

  protected static Response logIn(String username, String password) {
    return json(Map.of("username", username, "password", password)).post("/api/auth/login");
  }

  protected static RequestSpecification json(Object body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  protected static RequestSpecification as(Person person) {
    return given().auth().oauth2(person.token());
  }
}
