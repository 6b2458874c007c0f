package dev.visavis.gateway.support;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallInitiated;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRegistered;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.RegisteredCall;
import dev.visavis.proto.v1.Ring;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.proto.v1.events.CallQuality;
import dev.visavis.support.PresenceKeys;
import dev.visavis.support.kafka.ProtobufSerializer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/// Replaces presence-service and call-service: reads the records of the gateway and gives the
/// replies that the tests need.
public final class FakeServices implements AutoCloseable {
  private static final long WAIT_MS = 25_000;

  private final Redis redis;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], com.google.protobuf.MessageLite> producer;
  private final BlockingQueue<CallCommand> commands = new LinkedBlockingQueue<>();
  private final BlockingQueue<Delivery> inboxes = new LinkedBlockingQueue<>();
  private final BlockingQueue<CallQuality> reports = new LinkedBlockingQueue<>();
  private final BlockingQueue<DeviceEvent> devices = new LinkedBlockingQueue<>();
  private final Map<String, List<Call>> liveCalls = new ConcurrentHashMap<>();
  private final Set<String> unknownToPresence = ConcurrentHashMap.newKeySet();
  private final Map<String, List<SignalingMessage>> early = new ConcurrentHashMap<>();
  private final Set<String> unansweredCallers = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "fake-services");
  private volatile boolean stopped;

  public FakeServices(Redis redis) {
    this.redis = redis;
    Map<String, Object> broker =
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    consumer =
        new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ProtobufSerializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.CALL_COMMANDS, Topic.CALL_QUALITY, Topic.DEVICE_EVENTS, Topic.GATEWAY_INBOX)) {
      for (int i = 0; i < topic.partitions(); i++) {
        partitions.add(new TopicPartition(topic.topicName(), i));
      }
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.start();
  }

  /// Adds the user's profile to the read model.
  public void known(Person person, String... blocked) {
    UserProfile profile =
        UserProfile.newBuilder()
            .setUser(
                dev.visavis.proto.v1.UserInfo.newBuilder()
                    .setId(person.id())
                    .setName(person.name()))
            .addAllBlockedUserIds(List.of(blocked))
            .build();
    redis(
        Request.cmd(Command.SET)
            .arg(PresenceKeys.profile(person.id()))
            .arg(io.vertx.core.buffer.Buffer.buffer(profile.toByteArray())));
  }

  public void liveCall(Person person, Call call, String part) {
    liveCalls.put(person.id(), List.of(call));
    redis(
        Request.cmd(Command.HSET)
            .arg(PresenceKeys.calls(person.id()))
            .arg(call.getCallId())
            .arg(part));
  }

  /// From now on presence-service does not reply for this user.
  public void silentFor(Person person) {
    unknownToPresence.add(person.id());
  }

  /// Sets the messages that call-service sends to the user's devices while they register.
  public void early(Person person, List<SignalingMessage> messages) {
    early.put(person.id(), messages);
  }

  /// From now on call-service does not reply to the calls of this user.
  public void leaveUnanswered(Person caller) {
    unansweredCallers.add(caller.id());
  }

  /// Lets call-service reply to a call that it left unanswered.
  public void answer(CallCommand placed) {
    callInitiated(placed, new RecordHeaders());
  }

  public CallCommand command(Predicate<CallCommand> wanted) {
    return await(commands, wanted);
  }

  /// Waits for a delivery in the inbox of another gateway.
  public Delivery inbox(int gateway, Predicate<Delivery> wanted) {
    return await(inboxes, next -> next.getTo().getGateway() == gateway && wanted.test(next));
  }

  public CallQuality quality(Predicate<CallQuality> wanted) {
    return await(reports, wanted);
  }

  public DeviceEvent device(Predicate<DeviceEvent> wanted) {
    return await(devices, wanted);
  }

  public void deliver(Delivery delivery) {
    deliver(delivery, new RecordHeaders());
  }

  /// @param headers those of the command, which call-service copies to its deliveries
  private void deliver(Delivery delivery, Headers headers) {
    String inbox = Topic.GATEWAY_INBOX.topicName();
    int partition = delivery.getTo().getGateway();
    java.util.concurrent.Future<?> _ =
        producer.send(new ProducerRecord<>(inbox, partition, null, null, delivery, headers));
  }

  public void deliver(DeviceRoute to, SignalingMessage message) {
    deliver(to, message, new RecordHeaders());
  }

  private void deliver(DeviceRoute to, SignalingMessage message, Headers headers) {
    Delivery delivery =
        Delivery.newBuilder()
            .setDeliveryId(UUID.randomUUID().toString())
            .setTo(to)
            .setMessage(message)
            .build();
    deliver(delivery, headers);
  }

  private void run() {
    while (!stopped) {
      for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(50))) {
        try {
          if (entry.topic().equals(Topic.DEVICE_EVENTS.topicName())) {
            presence(DeviceEvent.parseFrom(entry.value()));
          } else if (entry.topic().equals(Topic.GATEWAY_INBOX.topicName())) {
            inboxes.add(Delivery.parseFrom(entry.value()));
          } else if (entry.topic().equals(Topic.CALL_QUALITY.topicName())) {
            reports.add(CallQuality.parseFrom(entry.value()));
          } else {
            call(CallCommand.parseFrom(entry.value()), entry.headers());
          }
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    consumer.close();
  }

  private void presence(DeviceEvent event) {
    devices.add(event);
    DeviceRoute route = event.getDevice();
    String user = route.getUserId();
    if (!event.hasOnline() || unknownToPresence.contains(user)) {
      return;
    }
    redis(
        Request.cmd(Command.HSET)
            .arg(PresenceKeys.devices(user))
            .arg(route.getDeviceId())
            .arg(io.vertx.core.buffer.Buffer.buffer(route.toByteArray())));
    early.getOrDefault(user, List.of()).forEach(message -> deliver(route, message));
    List<Call> calls = liveCalls.getOrDefault(user, List.of());
    DeviceRegistered.Builder registered = DeviceRegistered.newBuilder();
    calls.forEach(call -> registered.addLiveCallIds(call.getCallId()));
    deliver(Delivery.newBuilder().setTo(route).setDeviceRegistered(registered).build());
    for (Call call : calls) {
      RegisteredCall part =
          RegisteredCall.newBuilder().setCallId(call.getCallId()).setCall(call).build();
      deliver(Delivery.newBuilder().setTo(route).setRegisteredCall(part).build());
    }
  }

  private void call(CallCommand command, Headers headers) {
    commands.add(command);
    String caller = command.getSender().getUser().getId();
    if (command.hasPlaceCall() && !unansweredCallers.contains(caller)) {
      callInitiated(command, headers);
      ring(command, headers);
    }
  }

  private void callInitiated(CallCommand command, Headers headers) {
    SignalingMessage.Builder reply =
        SignalingMessage.newBuilder()
            .setCallId(command.getCallId())
            .setIdempotencyKey(command.getPlaceCall().getIdempotencyKey())
            .setCallInitiated(CallInitiated.newBuilder().setState(CallState.CALL_STATE_RINGING));
    deliver(command.getSender().getDevice(), reply.build(), headers);
  }

  private void ring(CallCommand command, Headers headers) {
    SignalingMessage ring =
        SignalingMessage.newBuilder()
            .setCallId(command.getCallId())
            .setRing(Ring.newBuilder().setCaller(command.getSender().getUser()))
            .build();
    command
        .getPlaceCall()
        .getCalleesList()
        .forEach(
            callee -> callee.getDevicesList().forEach(device -> deliver(device, ring, headers)));
  }

  private static <T> T await(BlockingQueue<T> queue, Predicate<T> wanted) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS);
    try {
      while (true) {
        T next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertNotNull(next, "the gateway did not write the expected record");
        if (wanted.test(next)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void redis(Request request) {
    redis.send(request).toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
