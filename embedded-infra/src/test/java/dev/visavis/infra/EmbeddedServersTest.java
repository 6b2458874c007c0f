package dev.visavis.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.Topic;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
  @TempDir Path dir;

  @Test
  void kafkaKeepsAnAcknowledgedRecordThroughAKill() throws Exception {
    var topic = Topic.CALL_COMMANDS.topicName();
    int port;
    try (var kafka = EmbeddedKafka.start(dir, 0)) {
      port = kafka.port();
      TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
      Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (var producer =
          new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>(topic, 0, "key", "value")).get();
      }
      kafka.kill();
      assertFalse(kafka.process().isAlive());
    }
    try (var kafka = EmbeddedKafka.start(dir, port)) {
      Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (var consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
        var partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        var records = consumer.poll(Duration.ofSeconds(30)).records(partition);
        assertEquals("value", records.getFirst().value());
      }
      TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
      assertTopicsAreAsDeclared(settings);
    }
  }

  private static void assertTopicsAreAsDeclared(Map<String, Object> settings) throws Exception {
    try (var admin = Admin.create(settings)) {
      for (var topic : Topic.values()) {
        var name = topic.topicName();
        var description =
            requireNonNull(admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
        assertEquals(topic.partitions(), description.partitions().size(), name);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var config =
            requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
        var retention = topic.retention();
        if (retention == null) {
          assertEquals("compact", config.get("cleanup.policy").value(), name);
        } else {
          var millis = Long.toString(retention.toMillis());
          assertEquals(millis, config.get("retention.ms").value(), name);
        }
      }
    }
  }

  @Test
  void postgresKeepsACommittedRowThroughAKill() throws SQLException {
    int port;
    try (var postgres = EmbeddedPostgres.start(dir, 0, Durability.DURABLE, "secret")) {
      port = postgres.port();
      try (var connection = connect(postgres);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (v text)");
        statement.execute("INSERT INTO t VALUES ('kept')");
      }
      postgres.kill();
    }
    try (var postgres = EmbeddedPostgres.start(dir, port, Durability.DURABLE, "secret");
        var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT v, current_setting('fsync') FROM t")) {
      assertTrue(rows.next());
      assertEquals("kept", rows.getString(1));
      assertEquals("on", rows.getString(2));
    }
  }

  private static java.sql.Connection connect(EmbeddedPostgres postgres) throws SQLException {
    var url = postgres.jdbcUrl("visavis_history");
    return DriverManager.getConnection(url, EmbeddedPostgres.USER, postgres.password());
  }

  @Test
  void redisKeepsAValueThroughARestart() throws Exception {
    int port;
    try (var redis = EmbeddedRedis.start(dir, 0, Durability.DURABLE, "secret")) {
      port = redis.port();
      assertEquals(List.of("+OK", "+OK"), ask(port, "AUTH secret", "SET name visavis"));
    }
    try (var redis = EmbeddedRedis.start(dir, port, Durability.DURABLE, "secret")) {
      assertEquals(List.of("+OK", "$7"), ask(redis.port(), "AUTH secret", "GET name"));
    }
  }

  @Test
  void redisRefusesClientsWithoutThePassword() throws Exception {
    try (var redis = EmbeddedRedis.start(dir, 0, Durability.FAST, "secret")) {
      for (var command : List.of("PING", "KEYS *", "AUTH wrong")) {
        var answer = ask(redis.port(), command).getFirst();
        assertTrue(answer.startsWith("-NOAUTH") || answer.startsWith("-WRONGPASS"), answer);
      }
      assertTrue(EmbeddedRedis.isUp(redis.port()));
      assertFalse(commandLine(redis).contains("secret"));
      assertOwnersAlone(dir.resolve("redis.conf"));
    }
  }

  private static List<String> ask(int port, String... commands) throws Exception {
    try (var socket = new Socket("127.0.0.1", port);
        var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      var said = new ArrayList<String>();
      for (var command : commands) {
        socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
        said.add(answers.readLine());
      }
      return said;
    }
  }

  /// Checks the controllers' listener too, because its clients could change the cluster.
  @Test
  void kafkaRefusesClientsWithoutThePassword() throws Exception {
    var node = new KafkaCluster.Node(Ports.free(), Ports.free());
    var cluster = new KafkaCluster(List.of(node), Optional.of(new KafkaLogin("the-secret")));
    try (var kafka = EmbeddedKafka.start(dir, cluster, 0, List.of())) {
      TopicCreator.createAll(cluster.clientSettings(), (short) 1, 2);
      assertRefused(Map.of("bootstrap.servers", cluster.bootstrapServers()));
      var wrong = new HashMap<>(new KafkaLogin("wrong").clientSettings());
      wrong.put("bootstrap.servers", cluster.bootstrapServers());
      assertRefused(wrong);
      assertRefused(Map.of("bootstrap.controllers", "127.0.0.1:" + node.controllerPort()));
      assertFalse(commandLine(kafka).contains("the-secret"));
      assertOwnersAlone(dir.resolve("server.properties"));
    }
  }

  private static void assertRefused(Map<String, String> client) {
    var settings = new HashMap<String, Object>(client);
    settings.put("request.timeout.ms", 3000);
    settings.put("default.api.timeout.ms", 5000);
    try (var admin = Admin.create(settings)) {
      var nodes = admin.describeCluster().nodes();
      assertThrows(ExecutionException.class, nodes::get, client::toString);
    }
  }

  private static String commandLine(EmbeddedServer server) throws Exception {
    return Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"), UTF_8);
  }

  private static void assertOwnersAlone(Path file) throws Exception {
    var rights = Files.getPosixFilePermissions(file);
    assertEquals("rw-------", PosixFilePermissions.toString(rights));
  }

  @Test
  void aTakenPortIsReportedWithTheEndOfTheLog() throws Exception {
    try (var squatter = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var port = squatter.getLocalPort();
      var e =
          assertThrows(
              InfraException.class,
              () -> EmbeddedRedis.start(dir, port, Durability.FAST, "secret"));
      assertTrue(
          String.valueOf(e.getMessage()).contains("Failed listening on port " + port), e::toString);
    }
  }
}
