package dev.visavis.systemtests.faults.evidence;

/// One call of the load.
///
/// @param begunAt when it started, by `System.nanoTime`
/// @param result the end reason for the caller, or `stuck: …` if an expected message never arrived
public record CallAttempt(String callId, Plan plan, long begunAt, String result) {
  /// How the two users plan to end the call.
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
