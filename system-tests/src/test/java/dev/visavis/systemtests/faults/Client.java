package dev.visavis.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.faults.evidence.BoundedMap;
import dev.visavis.systemtests.faults.evidence.DeviceCallView;
import dev.visavis.systemtests.faults.evidence.Journal;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.evidence.JournalEntry.Kind;
import dev.visavis.systemtests.faults.evidence.Messages;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A device that follows docs/protocol.md, "Duties of a client". It reconnects after any break,
/// repeats commands until they have a final reply, sends `sync` for calls that are missing from
/// `registered`, and drops repeated messages. It runs in `loop`; methods that wait are called from
/// other threads.
final class Client implements ReconnectingSocket.Events {
  private static final int MAX_UNSETTLED = 100;

  private final Person person;
  private final String deviceId;
  private final Journal journal;
  private final ScheduledExecutorService loop;
  private final ReconnectingSocket socket;
  private final Map<String, Command> unsettled = new BoundedMap<>(MAX_UNSETTLED);
  private final Map<String, Boolean> ids = new BoundedMap<>(2_000);
  private final Map<String, DeviceCallView> calls = new BoundedMap<>(50);
  private boolean up;

  /// @param callId the call's id, also for `initiate_call`, whose message does not contain it
  private record Command(ObjectNode message, String callId) {}

  Client(Person person, String deviceId, Journal journal, ScheduledExecutorService loop) {
    this.person = person;
    this.deviceId = deviceId;
    this.journal = journal;
    this.loop = loop;
    this.socket = new ReconnectingSocket(person, deviceId, loop, this);
  }

  void start() {
    loop.execute(socket::connect);
  }

  void close() {
    loop.execute(socket::close);
  }

  String name() {
    return person.id() + ":" + deviceId;
  }

  /// The end reason of the call for this device; empty while it is live.
  synchronized String end(String callId) {
    return Objects.requireNonNullElse(view(callId).end, "");
  }

  /// Whether every command has its final reply.
  synchronized boolean isSettled() {
    return unsettled.isEmpty();
  }

  synchronized boolean isUp() {
    return up;
  }

  /// Sends a command, and repeats it until the final reply has arrived.
  void command(String type, String callId, ObjectNode payload) {
    command(new Command(Messages.of(type, callId, payload), callId));
  }

  void initiate(String calleeId, String idempotencyKey, String callId) {
    ObjectNode payload = Json.object("calleeId", calleeId, "callType", "video");
    ObjectNode message = Messages.of("initiate_call", "", payload);
    message.put("idempotencyKey", idempotencyKey);
    command(new Command(message, callId));
  }

  private void command(Command command) {
    String requestId = command.message().path("type").asText() + "-" + UUID.randomUUID();
    command.message().put("requestId", requestId);
    loop.execute(() -> issue(requestId, command));
  }

  private synchronized void issue(String requestId, Command command) {
    unsettled.put(requestId, command);
    send(command);
  }

  private void send(Command command) {
    send(command.message(), command.callId(), "");
  }

  /// Sends a message without a reply, once, if the device is registered.
  void sendOnce(String type, String callId, ObjectNode payload) {
    ObjectNode message = Messages.of(type, callId, payload);
    loop.execute(() -> send(message, callId, Messages.detail(message)));
  }

  private void send(ObjectNode message, String callId, String detail) {
    if (socket.send(message)) {
      String requestId = message.path("requestId").asText();
      note(Kind.SENT, message.path("type").asText(), callId, requestId, detail);
    }
  }

  /// Waits until the device's view of the call satisfies `fits`. Returns whether it did in time.
  synchronized boolean await(String callId, Predicate<DeviceCallView> fits, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!fits.test(view(callId))) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  synchronized boolean knows(String callId, Predicate<DeviceCallView> fits) {
    return fits.test(view(callId));
  }

  private DeviceCallView view(String callId) {
    return calls.computeIfAbsent(callId, unknown -> new DeviceCallView());
  }

  @Override
  public synchronized void up(int connection, long at, JsonNode registered) {
    up = true;
    journal.add(seen(at, connection, Kind.UP, "registered", "", "", ""));
    JsonNode live = registered.at("/payload/calls");
    for (JsonNode call : live) {
      String callId = call.path("callId").asText();
      String resumed = call.path("resumed").asBoolean() ? "/resumed" : "/not-resumed";
      String state = Messages.deviceAndState(call);
      journal.add(
          seen(at, connection, Kind.RECEIVED, "registered_call", callId, "", state + resumed));
      updateState(view(callId), call);
    }
    List.copyOf(unsettled.values()).forEach(this::send);
    askAboutOthers(live.findValuesAsText("callId"));
    notifyAll();
  }

  /// Sends `sync` for the calls that are missing from `registered`, which may happen while
  /// call-service is down.
  private void askAboutOthers(List<String> registeredCalls) {
    calls.forEach(
        (callId, view) -> {
          boolean matters = view.initiated || view.rung || view.joined;
          if (matters && !view.isOver() && !registeredCalls.contains(callId)) {
            command("sync", callId, Json.object());
          }
        });
  }

  @Override
  public synchronized void down(int connection, long at) {
    up = false;
    journal.add(seen(at, connection, Kind.DOWN, "", "", "", ""));
  }

  @Override
  public synchronized void received(int connection, long at, JsonNode message) {
    String id = message.path("id").asText();
    if (!id.isEmpty() && ids.put(id, true) != null) {
      return;
    }
    String type = message.path("type").asText();
    String callId = message.path("callId").asText();
    String requestId = message.path("requestId").asText();
    String detail = Messages.detail(message);
    journal.add(seen(at, connection, Kind.RECEIVED, type, callId, requestId, detail));
    settle(requestId, message);
    if (!callId.isEmpty()) {
      update(view(callId), message);
    }
    notifyAll();
  }

  private void settle(String requestId, JsonNode message) {
    Command command = unsettled.get(requestId);
    if (command == null) {
      return;
    }
    if (Messages.asksToTryAgain(message)) {
      loop.schedule(() -> again(requestId), Messages.retryAfterMs(message), TimeUnit.MILLISECONDS);
      return;
    }
    unsettled.remove(requestId);
    if (requestId.startsWith("initiate_call") && message.path("type").asText().equals("error")) {
      view(command.callId()).end = Messages.detail(message);
    }
  }

  private synchronized void again(String requestId) {
    Command command = unsettled.get(requestId);
    if (command != null) {
      send(command);
    }
  }

  private static void update(DeviceCallView view, JsonNode message) {
    switch (message.path("type").asText()) {
      case "call_initiated" -> view.initiated = true;
      case "ring" -> view.rung = true;
      case "call_answered" -> view.answered = true;
      case "ice_candidate" -> view.candidates.add(Messages.detail(message));
      case "call_ended" -> view.end = Messages.detail(message);
      case "call_state" -> updateState(view, message.path("payload"));
      case "error" -> {
        if (message.at("/payload/code").asText().equals("CALL_NOT_FOUND")) {
          view.end = "CALL_NOT_FOUND";
        }
      }
      default -> {
        // the script of a call does not wait for other messages
      }
    }
  }

  private static void updateState(DeviceCallView view, JsonNode call) {
    String thisDevice = call.path("thisDevice").asText();
    switch (call.path("state").asText()) {
      case "ringing" -> {
        view.initiated |= thisDevice.equals("joined");
        view.rung |= thisDevice.equals("ringing");
      }
      case "connected" -> {
        view.initiated = true;
        view.joined |= thisDevice.equals("joined");
        view.answered |= thisDevice.equals("joined");
        if (thisDevice.equals("observer")) {
          view.end = "answered_elsewhere";
        }
      }
      case String over -> view.end = over;
    }
  }

  private void note(Kind kind, String type, String callId, String requestId, String detail) {
    journal.add(
        seen(System.nanoTime(), socket.connection(), kind, type, callId, requestId, detail));
  }

  private JournalEntry seen(
      long at,
      int connection,
      Kind kind,
      String type,
      String callId,
      String requestId,
      String detail) {
    return new JournalEntry(
        at, person.id(), deviceId, connection, kind, type, callId, requestId, detail);
  }
}
