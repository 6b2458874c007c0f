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

/// The spans of a call that an OpenTelemetry collector receives.
class TracesTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @Test
  void oneTraceLeadsThroughTheGatewaysAndCallService() {
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

  /// Checks the spans from the gateway that wrote the command to the gateway that delivered the
  /// outcome.
  private void leadsTo(String callId, String command, String delivery) {
    Span delivered = named(callId, delivery);
    Span decided = withId(callId, delivered.parent());
    Span requested = withId(callId, decided.parent());
    assertEquals("signaling-gateway", delivered.service());
    assertEquals("call-service decide", decided.service() + " " + decided.name());
    assertEquals("signaling-gateway " + command, requested.service() + " " + requested.name());
  }

  private Span named(String callId, String name) {
    return find(callId, "named " + name, span -> span.name().equals(name));
  }

  private Span withId(String callId, String id) {
    return find(callId, "with the id " + id, span -> span.id().equals(id));
  }

  /// Waits for a span, because processes export them some seconds late.
  private Span find(String callId, String which, Predicate<Span> wanted) {
    return Await.until(
        "the collector has a span " + which,
        () -> stack.traces().spans(callId).stream().filter(wanted).findFirst().orElse(null));
  }
}
