package dev.visavis.webhook;

import static io.restassured.RestAssured.given;

import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.infra.TestTokenKeys;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A test of the whole service with a real Kafka, a real PostgreSQL and receivers that listen on a
/// port.
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,postgres"),
      @ResourceArg(name = "database", value = "visavis_webhook")
    })
@WithTestResource(TestTokenKeys.class)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class WebhookServiceTest {
  protected static final UUID OPERATOR = UUID.fromString("00000000-0000-4000-8000-00000000000f");

  protected final UUID alice = UUID.randomUUID();
  protected final UUID bob = UUID.randomUUID();
  protected Receiver receiver;
  private KafkaProducer<String, byte[]> producer;

  @BeforeEach
  void open() {
    receiver = new Receiver();
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        "bootstrap.servers",
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    settings.put("acks", "all");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    receiver.close();
    producer.close();
  }

  protected static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20));
  }

  protected static RequestSpecification as(UUID who) {
    String token =
        Jwt.issuer("visavis").subject(who.toString()).expiresIn(Duration.ofMinutes(5)).sign();
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  protected static Response subscribe(UUID who, String url, String more) {
    return as(who).body("{\"url\":\"" + url + "\"" + more + "}").post("/api/webhooks");
  }

  /// Returns the id and the secret.
  protected static JsonPath subscribed(UUID who, Receiver to, String more) {
    return subscribe(who, to.url(), more).then().statusCode(201).extract().jsonPath();
  }

  protected static List<Map<String, Object>> deliveries(UUID who, String webhook) {
    return as(who)
        .get("/api/webhooks/" + webhook + "/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("deliveries");
  }

  protected void publish(CallEvent event) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.CALL_EVENTS.topicName(), event.getCallId(), event.toByteArray()))
          .get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not accept a record", e);
    }
  }
}
