package dev.visavis.media.janus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.MediaKind;
import dev.visavis.media.VertxLoop;
import dev.visavis.media.layers.Layer;
import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.Consumer;
import dev.visavis.media.room.MediaServerException;
import dev.visavis.media.room.Producer;
import dev.visavis.media.room.PublishTransport;
import dev.visavis.media.room.Room;
import dev.visavis.media.room.SubscribeTransport;
import dev.visavis.media.support.FakeJanus;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JanusServerTest {
  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client = vertx.createWebSocketClient();
  private final VertxLoop loop = new VertxLoop(vertx);
  private final FakeJanus janus = new FakeJanus(vertx, 0);
  private final JanusServer server = server(FakeJanus.API_SECRET, FakeJanus.ADMIN_KEY);
  private final Heard heard = new Heard();

  /// The events that a connection's listener heard.
  private static final class Heard
      implements PublishTransport.Listener, SubscribeTransport.Listener {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void connected() {
      events.add("connected");
    }

    @Override
    public void candidate(Candidate candidate) {
      events.add("candidate " + candidate.line());
    }

    @Override
    public void lost(String reason) {
      events.add("lost: " + reason);
    }

    @Override
    public void speaks(int level) {
      events.add("speaks " + level);
    }

    @Override
    public void isSilent() {
      events.add("silent");
    }

    @Override
    public void offered(String sdp) {
      events.add(sdp);
    }
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
  }

  private JanusServer server(String apiSecret, String adminKey) {
    return new JanusServer(
        client,
        loop,
        new JanusSettings(
            janus.url(),
            apiSecret,
            adminKey,
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(5)));
  }

  @BeforeEach
  void start() {
    server.start();
    eventually().until(() -> isUp(server));
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    janus.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /// Calls on the loop, and waits for the stage.
  private <T> T done(Supplier<CompletionStage<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.run(
        () ->
            call.get()
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private <T> T onLoop(Supplier<T> call) {
    return done(() -> CompletableFuture.completedFuture(call.get()));
  }

  private boolean isUp(JanusServer which) {
    return onLoop(which::isUp);
  }

  private Room open(String name) {
    return done(() -> server.createRoom(name));
  }

  private PublishTransport publish(Room room, String name) {
    PublishTransport transport = onLoop(() -> room.publish(name, heard));
    assertEquals("answer to " + name, done(() -> transport.negotiate("offer")));
    eventually().until(() -> heard.events.contains("connected"));
    return transport;
  }

  @Test
  void aRoomIsOpenedAndDestroyedWithEverythingInIt() {
    Room room = open("call/1/media-6");
    publish(room, "alice~laptop~1");
    assertEquals(Set.of("call/1/media-6"), janus.rooms());
    assertEquals(1, onLoop(server::transports));

    done(room::close);

    assertEquals(Set.of(), janus.rooms());
    assertEquals(1, janus.handleCount(), "our own handle remains");
    assertEquals(0, onLoop(server::transports));
  }

  @Test
  void aSubscriptionHasItsSectionsAtOnceAndChangesOnlyItsSources() {
    Room room = open("call");
    publish(room, "bob~phone~1");
    SubscribeTransport transport = onLoop(() -> room.subscribe(heard));

    List<Consumer> consumers = done(() -> transport.open(1, 2));
    done(() -> transport.answer("answer"));
    Producer camera = new Producer("bob", "bob~phone~1", "1", MediaKind.CAMERA);
    done(() -> transport.forward(Map.of("1", Optional.of(camera))));
    done(() -> transport.prefer(Map.of("1", Layer.MEDIUM)));
    done(() -> transport.forward(Map.of("1", Optional.empty())));

    assertEquals(
        List.of(new Consumer("0", false), new Consumer("1", true), new Consumer("2", true)),
        consumers);
    assertTrue(heard.events.contains("offer of 3"), () -> heard.events.toString());
    List<JsonObject> changes = janus.bodies("switch");
    assertEquals(
        new JsonObject().put("feed", "bob~phone~1").put("mid", "1").put("sub_mid", "1"),
        changes.getFirst().getJsonArray("streams").getJsonObject(0));
    assertEquals(
        new JsonObject().put("feed", "dummy").put("mid", "1").put("sub_mid", "1"),
        changes.getLast().getJsonArray("streams").getJsonObject(0));
    assertEquals(
        1,
        janus
            .bodies("configure")
            .getLast()
            .getJsonArray("streams")
            .getJsonObject(0)
            .getInteger("substream"));
  }

  @Test
  void aRefusalIsReportedWithItsReason() {
    Room room = open("call");
    SubscribeTransport transport = onLoop(() -> room.subscribe(heard));
    done(() -> transport.open(1, 1));
    Producer gone = new Producer("bob", "bob~phone~1", "1", MediaKind.CAMERA);

    CompletionException refusal =
        assertThrows(
            CompletionException.class,
            () -> done(() -> transport.forward(Map.of("1", Optional.of(gone)))));

    assertTrue(refusal.getCause() instanceof MediaServerException, () -> refusal.toString());
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("No such feed (bob~phone~1) (428)"),
        () -> refusal.toString());
  }

  @Test
  void theRequestsOfAHandleNeverOverlap() {
    Room room = open("call");
    publish(room, "bob~phone~1");
    SubscribeTransport transport = onLoop(() -> room.subscribe(heard));
    Producer camera = new Producer("bob", "bob~phone~1", "1", MediaKind.CAMERA);

    List<CompletionStage<?>> all = new ArrayList<>();
    onLoop(
        () -> {
          all.add(transport.open(1, 1));
          all.add(transport.answer("answer"));
          for (int i = 0; i < 20; i++) {
            all.add(transport.forward(Map.of("1", Optional.of(camera))));
            transport.addCandidate(Candidate.END);
          }
          return true;
        });
    all.forEach(each -> each.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join());

    assertEquals(20, janus.bodies("switch").size());
    assertEquals(0, janus.overlaps());
  }

  @Test
  void aFloodOfCandidatesReachesJanusInPartOnly() {
    Room room = open("call");
    PublishTransport transport = publish(room, "mallory~phone~1");
    Candidate candidate = new Candidate("candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", null);

    onLoop(
        () -> {
          for (int i = 0; i < 10_000; i++) {
            transport.addCandidate(candidate);
          }
          return true;
        });
    assertEquals("answer to mallory~phone~1", done(() -> transport.negotiate("offer")));
    assertEquals(JanusTransport.MOST_CANDIDATES, janus.candidates());

    onLoop(
        () -> {
          transport.addCandidate(candidate);
          return true;
        });
    done(() -> transport.negotiate("offer"));
    assertEquals(JanusTransport.MOST_CANDIDATES + 1, janus.candidates());
  }

  @Test
  void aFloodOfOffersIsRefusedInPartAndTheConnectionStillEnds() {
    Room room = open("call");
    PublishTransport transport = publish(room, "mallory~phone~1");
    List<CompletionStage<String>> all = new ArrayList<>();

    onLoop(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            all.add(transport.negotiate("offer"));
          }
          transport.close();
          return true;
        });

    eventually().until(() -> janus.handleCount() == 2); // the server's and the room's own
    assertEquals(
        1_000 - JanusHandle.MOST_WAITING - 1,
        all.stream().filter(each -> each.toCompletableFuture().isCompletedExceptionally()).count());
  }

  @Test
  void speechIsHeardOnTheSpeakersOwnConnectionOnly() {
    Room room = open("call");
    publish(room, "bob~phone~1");

    janus.tellPublisher("bob~phone~1", talking("talking", "carol~x~1"));
    janus.tellPublisher("bob~phone~1", talking("talking", "bob~phone~1"));
    janus.tellPublisher("bob~phone~1", talking("stopped-talking", "bob~phone~1"));
    janus.tellPublisher(
        "bob~phone~1",
        new JsonObject().put("janus", "media").put("type", "audio").put("receiving", false));
    janus.tellPublisher(
        "bob~phone~1", new JsonObject().put("janus", "hangup").put("reason", "ICE failed"));

    eventually().until(() -> heard.events.contains("lost: hung up: ICE failed"));
    assertEquals(
        List.of("connected", "speaks 23", "silent", "silent", "lost: hung up: ICE failed"),
        heard.events);
  }

  private static JsonObject talking(String kind, String feed) {
    return new JsonObject()
        .put("janus", "event")
        .put(
            "plugindata",
            new JsonObject()
                .put(
                    "data",
                    new JsonObject()
                        .put("videoroom", kind)
                        .put("id", feed)
                        .put("audio-level-dBov-avg", 23.4)));
  }

  @Test
  void aJanusThatAnswersNothingIsDownAndComesBackByItself() {
    AtomicInteger changes = new AtomicInteger();
    server.onChange(changes::incrementAndGet);
    open("call");

    janus.pause(true);
    eventually().until(() -> !isUp(server));
    assertEquals(0, onLoop(server::transports));
    janus.pause(false);
    eventually().until(() -> isUp(server));

    assertEquals(2, changes.get());
    assertEquals(Set.of("call"), done(server::roomNames));
    done(() -> server.destroyRoom("call"));
    assertEquals(Set.of(), janus.rooms());
  }

  @Test
  void aSocketThatIsClosedIsNoticedAtOnce() {
    AtomicInteger changes = new AtomicInteger();
    server.onChange(changes::incrementAndGet);

    janus.drop();

    eventually().until(() -> changes.get() == 2);
    assertTrue(isUp(server));
  }

  @Test
  void aServerThatRefusesOurSecretIsNotUp() {
    JanusServer wrong = server("wrong", FakeJanus.ADMIN_KEY);
    wrong.start();

    eventually().until(() -> janus.refusals() >= 2);

    assertFalse(isUp(wrong));
    wrong.stop();
  }

  @Test
  void aRoomCannotBeOpenedWithoutTheAdminKey() {
    JanusServer wrong = server(FakeJanus.API_SECRET, "wrong");
    wrong.start();
    eventually().until(() -> isUp(wrong));

    assertThrows(CompletionException.class, () -> done(() -> wrong.createRoom("call")));
    assertEquals(Set.of(), janus.rooms());
    wrong.stop();
  }

  @Test
  void theLoadIncludesTheRoomsOfOtherInstances() {
    open("call/1/media-6");
    assertEquals(Set.of("call/1/media-6"), done(server::roomNames));
    assertEquals(0, onLoop(server::transports));
    AtomicInteger changes = new AtomicInteger();
    server.onChange(changes::incrementAndGet);
    janus.drop(); // from now on, the room is not ours
    eventually().until(() -> changes.get() == 2);

    eventually().until(() -> onLoop(server::transports) == 6); // three participants
  }

  @Test
  void theNameIsTheAddress() {
    assertEquals(URI.create(janus.url().toString()).getAuthority(), server.name());
  }
}
