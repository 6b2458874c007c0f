package dev.visavis.systemtests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Tells after an attack on the edge whether it is the same process as before, and calls work.
public final class EdgeCheck {
  private final Stack stack;
  private final Person caller;
  private final Person callee;
  private final long edge;

  public EdgeCheck(Stack stack, Person caller, Person callee) {
    this.stack = stack;
    this.caller = caller;
    this.callee = callee;
    this.edge = stack.process("edge").pid();
  }

  public void callsStillWork() {
    assertEquals(edge, stack.process("edge").pid(), "the edge was restarted");
    try (Device laptop = caller.device("laptop");
        Device phone = callee.device("phone")) {
      String callId = laptop.initiate(callee);
      phone.await("ring", callId);
      laptop.send("end_call", callId);
      phone.awaitEnd(callId, "cancelled");
    }
  }
}
