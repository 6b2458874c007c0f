package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Sdp;
import dev.visavis.systemtests.support.Stack;
import dev.visavis.systemtests.support.TraceCollector.Span;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What a collector of OpenTelemetry gets of a call.
class TracesTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @Test
  void oneTraceLeadsFromTheCallersGatewayOverCallServiceToTheCalleesAndBack() {
    Device laptop = alice.device("laptop");
    Device phone = bob.deviceAwayFrom(laptop, "phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId, Sdp.OFFER);
    laptop.await("call_answered", callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "ended");

    leadsTo(callId, "command place_call", "deliver ring");
    leadsTo(callId, "command answer_call", "deliver call_answered");
    leadsTo(callId, "command end_call", "deliver call_ended");
  }

  /// From the gateway that took the command to the gateway that told a device what came of it.
  private void leadsTo(String callId, String command, String delivery) {
    Span told = named(callId, delivery);
    Span decided = withId(callId, told.parent());
    Span asked = withId(callId, decided.parent());
    assertEquals("signaling-gateway", told.service());
    assertEquals("call-service decide", decided.service() + " " + decided.name());
    assertEquals("signaling-gateway " + command, asked.service() + " " + asked.name());
  }

  private Span named(String callId, String name) {
    return find(callId, "named " + name, span -> span.name().equals(name));
  }

  private Span withId(String callId, String id) {
    return find(callId, "with the id " + id, span -> span.id().equals(id));
  }

  /// Processes report a few seconds late.
  private Span find(String callId, String which, Predicate<Span> wanted) {
    return Await.until(
        "the collector has a span " + which,
        () -> stack.traces().spans(callId).stream().filter(wanted).findFirst().orElse(null));
  }
}
