package dev.visavis.simulation.world;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Tile;
import dev.visavis.proto.v1.View;
import org.jspecify.annotations.Nullable;

/// What a device does with the room of a call on the SFU: it offers until it is answered, and then
/// says what it shows. It draws nothing, so that the other stories of a seed stay the same.
final class RoomHabits {
  private static final long PATIENCE_MS = 3_000;

  private final World world;
  private final Device device;
  private final ClientModel client;

  RoomHabits(World world, Device device, ClientModel client) {
    this.world = world;
    this.device = device;
    this.client = client;
  }

  void state(ClientCallState callState, Call call) {
    int generation = callState.joined ? call.getRoom().getGeneration() : 0;
    if (generation != callState.room) {
      callState.room = generation;
      callState.publishes = false;
      offer(callState, generation);
    }
  }

  private void offer(ClientCallState callState, int generation) {
    boolean wanted =
        generation > 0
            && callState.room == generation
            && !callState.publishes
            && client.leg(callState.callId) == callState;
    if (!wanted) {
      return;
    }
    client.send(
        callState,
        SignalingMessage.newBuilder()
            .setOffer(
                Offer.newBuilder()
                    .setSdp(SessionDescription.newBuilder().setType("offer").setSdp("v=0"))
                    .setTo(RelayAddress.SFU)
                    .setStream("publish")
                    .setGeneration(generation)));
    world.timeline().after(PATIENCE_MS, () -> offer(callState, generation));
  }

  void answered(@Nullable ClientCallState callState, Answer answer) {
    if (callState != null
        && answer.getFrom().equals(RelayAddress.SFU)
        && answer.getGeneration() == callState.room
        && !callState.publishes) {
      callState.publishes = true;
      View.Builder view = View.newBuilder();
      callState.people.stream()
          .filter(other -> !other.getUserId().equals(device.person().id()))
          .forEach(
              other ->
                  view.addTiles(
                      Tile.newBuilder()
                          .setUserId(other.getUserId())
                          .setKind("camera")
                          .setHeight(180)));
      client.send(callState, SignalingMessage.newBuilder().setView(view));
    }
  }
}
