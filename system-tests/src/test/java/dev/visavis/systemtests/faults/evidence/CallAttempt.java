package dev.visavis.systemtests.faults.evidence;

/// One call of the load, from the first command to the last word.
///
/// @param begunAt of `System.nanoTime`
/// @param result how it came out; `stuck: …` where something that must come never came
public record CallAttempt(String callId, Plan plan, long begunAt, String result) {
  /// What the two people have in mind.
  public enum Plan {
    ANSWER("ended"),
    DECLINE("declined"),
    CANCEL("cancelled"),
    LEAVE_UNANSWERED("no_answer");

    private final String result;

    Plan(String result) {
      this.result = result;
    }
  }

  public boolean isUnfinished() {
    return result.startsWith("stuck");
  }

  public boolean isAsPlanned() {
    return result.equals(plan.result);
  }
}
