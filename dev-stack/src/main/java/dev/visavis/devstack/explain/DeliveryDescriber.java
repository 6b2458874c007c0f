package dev.visavis.devstack.explain;

import dev.visavis.devstack.Console;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Topology;
import java.util.Optional;

/// Describes deliveries to devices.
final class DeliveryDescriber {
  private final ParticipantNames names;

  DeliveryDescriber(ParticipantNames names) {
    this.names = names;
  }

  /// The call of a delivery; empty for one that concerns only a device.
  static Optional<String> callId(Delivery delivery) {
    return switch (delivery.getActionCase()) {
      case MESSAGE ->
          delivery.getMessage().hasCallId()
              ? Optional.of(delivery.getMessage().getCallId())
              : Optional.empty();
      case REGISTERED_CALL -> Optional.of(delivery.getRegisteredCall().getCallId());
      case RELAY_BARRIER -> Optional.of(delivery.getRelayBarrier().getCallId());
      case RELAY_OPENED -> Optional.of(delivery.getRelayOpened().getCallId());
      case DEVICE_REGISTERED,
          CONNECTION_REPLACED,
          CONNECTION_REVOKED,
          CONNECTION_SIGNED_OUT,
          DEVICE_REFUSED,
          BATCH,
          ACTION_NOT_SET ->
          Optional.empty();
    };
  }

  void learn(Delivery delivery) {
    names.learn(delivery.getTo());
    names.learn(delivery.getMessage().getRing().getCaller());
  }

  String of(Delivery delivery) {
    if (delivery.getTo().getUserId().equals(RelayAddress.SFU)) {
      return "media-service %s: %s of %s"
          .formatted(
              Console.printable(delivery.getTo().getDeviceId()),
              what(delivery),
              names.device(delivery.getSender()));
    }
    return "gateway %d → %s: %s"
        .formatted(delivery.getTo().getGateway(), names.device(delivery.getTo()), what(delivery));
  }

  private String what(Delivery delivery) {
    return switch (delivery.getActionCase()) {
      case MESSAGE -> message(delivery.getMessage());
      case REGISTERED_CALL ->
          delivery.getRegisteredCall().hasCall()
              ? "registered, and in this call"
              : "registered; this call has ended";
      case RELAY_BARRIER -> "a barrier after the messages sent before";
      case RELAY_OPENED -> "the barrier has arrived: messages take the direct path from now on";
      case DEVICE_REGISTERED,
          CONNECTION_REPLACED,
          CONNECTION_REVOKED,
          CONNECTION_SIGNED_OUT,
          DEVICE_REFUSED,
          BATCH,
          ACTION_NOT_SET ->
          delivery.getActionCase().toString();
    };
  }

  private String message(SignalingMessage message) {
    String words = SchemaText.words(message.getBodyCase());
    return switch (message.getBodyCase()) {
      case CALL_INITIATED ->
          "%s, %s ring%s"
              .formatted(
                  words,
                  SchemaText.count(message.getCallInitiated().getRingingDevices(), "device"),
                  message.getCallInitiated().getDuplicate() ? " (asked before)" : "");
      case RING ->
          "%s, for %s%s"
              .formatted(
                  words,
                  SchemaText.seconds(message.getRing().getExpiresInMs()),
                  message.getRing().getTransfer() ? ", to take the call over" : "");
      case RINGING -> "the other side " + words;
      case CALL_ANSWERED -> names.name(message.getCallAnswered().getBy().getUserId()) + " " + words;
      case CALL_STATE ->
          "%s %s, this device %s%s (version %d)"
              .formatted(
                  words,
                  SchemaText.word(message.getCallState().getState()),
                  SchemaText.word(message.getCallState().getThisDevice()),
                  media(message.getCallState()),
                  message.getCallState().getVersion());
      case CALL_ENDED -> words + ": " + SchemaText.word(message.getCallEnded().getReason());
      case CALL_ELSEWHERE -> words + ": " + SchemaText.word(message.getCallElsewhere().getState());
      case TRANSFER_ENDED -> words + ": " + SchemaText.word(message.getTransferEnded().getReason());
      case PARTICIPANT_MOVED -> names.name(message.getParticipantMoved().getUserId()) + " " + words;
      case ERROR ->
          "%s: %s, %s"
              .formatted(
                  words,
                  message.getError().getCode(),
                  Console.printable(message.getError().getMessage()));
      case MEDIA_STATE -> "the other side " + MediaDescriber.text(message.getMediaState());
      default -> words;
    };
  }

  /// How media flows, unless directly.
  private static String media(Call call) {
    String room = call.hasRoom() ? ", room " + call.getRoom().getGeneration() : "";
    return call.getTopology() == Topology.TOPOLOGY_P2P
            || call.getTopology() == Topology.TOPOLOGY_UNSPECIFIED
        ? room
        : ", media as " + SchemaText.word(call.getTopology()) + room;
  }
}
