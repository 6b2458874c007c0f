package dev.visavis.systemtests.faults;

import dev.visavis.proto.CallId;
import dev.visavis.systemtests.faults.evidence.CallAttempt;
import dev.visavis.systemtests.faults.evidence.CallAttempt.Plan;
import dev.visavis.systemtests.faults.evidence.DeviceCallView;
import dev.visavis.systemtests.faults.evidence.Journal;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Two users, one of whom calls the other again and again. Most calls are answered, some declined,
/// some cancelled, some left to ring.
final class Pair implements Runnable {
  private static final List<Plan> PLANS =
      List.of(Plan.ANSWER, Plan.ANSWER, Plan.DECLINE, Plan.ANSWER, Plan.CANCEL, Plan.ANSWER);
  private static final int UNANSWERED_EVERY = 15;
  private static final int CANDIDATES = 3;

  /// Longer than any process of the stack is down or paused.
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /// The longest time that one call can take, with all of its waits.
  static final Duration CALL_LIMIT = LIMIT.multipliedBy(7);

  /// If a device has not rung by then, it is offline.
  private static final Duration RINGING = Duration.ofSeconds(2);

  /// How long a call waits for candidates. A fault may lose them; then the call ends without.
  private static final Duration NEGOTIATION = Duration.ofSeconds(3);

  private final Person caller;
  private final Client laptop;
  private final Client phone;
  private final Client tablet;
  private final Person callee;
  private final Duration pace;
  private final List<CallAttempt> rounds = new ArrayList<>();
  private volatile boolean stopping;

  Pair(Stack stack, Journal journal, ScheduledExecutorService loop, Duration pace) {
    caller = Person.signUp(stack, "Caller");
    callee = Person.signUp(stack, "Callee");
    laptop = new Client(caller, "laptop", journal, loop);
    phone = new Client(callee, "phone", journal, loop);
    tablet = new Client(callee, "tablet", journal, loop);
    this.pace = pace;
  }

  List<Person> people() {
    return List.of(caller, callee);
  }

  List<Client> devices() {
    return List.of(laptop, phone, tablet);
  }

  synchronized List<CallAttempt> rounds() {
    return List.copyOf(rounds);
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    for (int number = 0; !stopping; number++) {
      long begun = System.nanoTime();
      Plan plan =
          number % UNANSWERED_EVERY == UNANSWERED_EVERY / 2
              ? Plan.LEAVE_UNANSWERED
              : PLANS.get(number % PLANS.size());
      String key = UUID.randomUUID().toString();
      String callId = CallId.derive(UUID.fromString(caller.id()), key).toString();
      String result = call(plan, key, callId, number);
      synchronized (this) {
        rounds.add(new CallAttempt(callId, plan, begun, result));
      }
      LockSupport.parkNanos(begun + pace.toNanos() - System.nanoTime());
    }
  }

  private String call(Plan plan, String key, String callId, int number) {
    laptop.initiate(callee.id(), key, callId);
    if (!laptop.await(callId, h -> h.initiated || h.isOver(), LIMIT)) {
      return "stuck: no reply to initiate_call";
    }
    Client answering = ringingDevice(callId, number);
    String stuck = act(plan, callId, answering, number);
    return stuck.isEmpty() ? ending(callId) : stuck;
  }

  /// Chooses the callee's devices in turn; if one is offline, the other.
  private Client ringingDevice(String callId, int number) {
    Client first = number % 2 == 0 ? phone : tablet;
    Client second = number % 2 == 0 ? tablet : phone;
    return first.await(callId, h -> h.rung, RINGING) ? first : second;
  }

  /// Executes the plan. Returns the missing reaction, or an empty text.
  private String act(Plan plan, String callId, Client answering, int number) {
    boolean rings = answering.knows(callId, h -> h.rung && !h.isOver());
    return switch (plan) {
      case ANSWER -> rings ? talk(callId, answering, number) : "";
      case DECLINE -> rings ? ask(answering, "decline_call", callId) : "";
      case CANCEL -> ask(laptop, "end_call", callId);
      case LEAVE_UNANSWERED -> "";
    };
  }

  private static String ask(Client device, String type, String callId) {
    device.command(type, callId, Json.object());
    return "";
  }

  private String talk(String callId, Client answering, int number) {
    answering.sendOnce("ringing", callId, Json.object());
    answering.command(
        "answer_call", callId, Json.object("sdp", Json.object("type", "offer", "sdp", "v=0")));
    if (!answering.await(callId, h -> h.joined || h.isOver(), LIMIT)) {
      return "stuck: the answer had no effect";
    }
    if (!laptop.await(callId, h -> h.answered || h.isOver(), LIMIT)) {
      return "stuck: the caller got no call_answered";
    }
    negotiate(callId, answering);
    return ask(number % 3 == 0 ? answering : laptop, "end_call", callId);
  }

  private void negotiate(String callId, Client answering) {
    for (int i = 0; i < CANDIDATES; i++) {
      candidate(laptop, callId, i);
      candidate(answering, callId, i);
    }
    Predicate<DeviceCallView> negotiated = h -> h.candidates.size() == CANDIDATES || h.isOver();
    long until = System.nanoTime() + NEGOTIATION.toNanos();
    laptop.await(callId, negotiated, NEGOTIATION);
    answering.await(callId, negotiated, Duration.ofNanos(until - System.nanoTime()));
  }

  private static void candidate(Client from, String callId, int number) {
    String text = "candidate:%s %d".formatted(from.name(), number);
    from.sendOnce(
        "ice_candidate", callId, Json.object("candidate", Json.object("candidate", text)));
  }

  /// Waits until the call has ended for all three devices; returns the end reason of the caller.
  private String ending(String callId) {
    if (!laptop.await(callId, DeviceCallView::isOver, LIMIT)) {
      return "stuck: the caller got no call_ended";
    }
    for (Client device : List.of(phone, tablet)) {
      if (!device.await(callId, h -> h.isOver() || !(h.rung || h.joined), LIMIT)) {
        return "stuck: a device of the callee got no call_ended";
      }
    }
    return laptop.end(callId);
  }
}
