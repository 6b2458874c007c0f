package dev.visavis.simulation.world;

import dev.visavis.proto.v1.EndCall;
import dev.visavis.proto.v1.Invite;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Sync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The actions of devices in runs with groups: they invite more people, return to a call that their
/// user has left, declined or missed, and end a call for all. To leave, they hang up.
final class GroupHabits {
  private static final int MAX_RETURNS = 3;

  private final World world;
  private final Device device;
  private final ClientModel client;

  /// How often this device has returned to each call.
  private final Map<String, Integer> returns = new HashMap<>();

  GroupHabits(World world, Device device, ClientModel client) {
    this.world = world;
    this.device = device;
    this.client = client;
  }

  /// Called when this device has initiated the call and nobody has answered.
  void initiated(ClientCallState callState) {
    maybe(200, 6_000, 15, () -> invite(callState));
  }

  boolean joinsInsteadOfAnswering() {
    return world.hasGroups() && world.random().percent(20);
  }

  void talks(ClientCallState callState) {
    maybe(300, 6_000, 30, () -> invite(callState));
    maybe(5_000, 20_000, 20, () -> invite(callState));
    maybe(2_000, 25_000, 10, () -> endForEveryone(callState));
    maybe(0, 15_000, 15, () -> sync(callState));
  }

  /// Called when the call has ended for this device. It may continue for others.
  void ended(String callId, List<Participant> people) {
    if (returns.getOrDefault(callId, 0) < MAX_RETURNS) {
      maybe(
          0,
          6_000,
          40,
          () -> {
            returns.merge(callId, 1, Integer::sum);
            client.join(callId, people);
          });
    }
  }

  private void invite(ClientCallState callState) {
    List<Person> others = new ArrayList<>(world.people());
    others.remove(device.person());
    Person first = world.random().oneOf(others);
    others.remove(first);
    Invite.Builder invite = Invite.newBuilder().addUserIds(first.id());
    if (!others.isEmpty() && world.random().percent(30)) {
      invite.addUserIds(world.random().oneOf(others).id());
    }
    client.send(callState, SignalingMessage.newBuilder().setInvite(invite));
  }

  private void endForEveryone(ClientCallState callState) {
    client.send(
        callState,
        SignalingMessage.newBuilder().setEndCall(EndCall.newBuilder().setForEveryone(true)));
  }

  private void sync(ClientCallState callState) {
    client.send(callState, SignalingMessage.newBuilder().setSync(Sync.getDefaultInstance()));
  }

  private void maybe(int least, int most, int percent, Runnable work) {
    if (world.hasGroups() && world.random().percent(percent)) {
      world
          .timeline()
          .after(
              world.random().between(least, most),
              () -> {
                if (!world.isHealed()) {
                  work.run();
                }
              });
    }
  }
}
