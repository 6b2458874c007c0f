package dev.visavis.call.domain.decision;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvent.TopologyChanged;
import dev.visavis.call.domain.state.CallEvent.TopologyDeadlineSet;
import dev.visavis.call.domain.value.Topology;
import java.time.Instant;
import java.util.List;

/// Decides how media flows, after each command that may have changed who is in the call.
///
/// Two talk directly, three and four in a mesh, five and more over the SFU, once they have a room
/// there. A call leaves the SFU only when few have been left for a while, since each change is a
/// risk for the media of everybody; or when its room is gone, no media-service has another, and a
/// mesh can serve.
final class TopologyDecider {
  private TopologyDecider() {}

  /// @param after the call as the other events of the command leave it
  static List<CallEvent> of(Call after, Instant at) {
    if (!after.state().isLive()) {
      return List.of();
    }
    return after.topology() == Topology.SFU ? onSfu(after, at) : withoutSfu(after, at);
  }

  private static List<CallEvent> withoutSfu(Call after, Instant at) {
    Topology topology = after.topologyOfParticipants();
    return topology == after.topology() ? List.of() : List.of(new TopologyChanged(at, topology));
  }

  private static List<CallEvent> onSfu(Call after, Instant at) {
    int in = after.participantsInCall().size();
    if (after.room().isUnavailable() && in <= Topology.MAX_MESH_PARTICIPANTS) {
      return List.of(new TopologyChanged(at, after.topologyOfParticipants()));
    }
    boolean few = Topology.mayLeaveSfu(in);
    if (few == (after.topologyDeadline() != null)) {
      return List.of();
    }
    return List.of(new TopologyDeadlineSet(few ? at.plus(CallRules.SFU_FALLBACK_DELAY) : null));
  }

  /// Few participants have been left for long enough.
  static Decision leaveSfu(Transaction transaction) {
    Topology topology = transaction.call().topologyOfParticipants();
    return transaction.emit(new TopologyChanged(transaction.at(), topology)).accepted();
  }
}
