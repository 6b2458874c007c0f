package dev.visavis.gateway.messages;

import static dev.visavis.gateway.messages.FieldRules.MAX_CANDIDATE_BYTES;
import static dev.visavis.gateway.messages.FieldRules.deviceId;
import static dev.visavis.gateway.messages.FieldRules.maxBytes;
import static dev.visavis.gateway.messages.FieldRules.printable;
import static dev.visavis.gateway.messages.FieldRules.sdp;
import static dev.visavis.gateway.messages.SfuRules.stream;

import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.AnswerCall;
import dev.visavis.proto.v1.MessageTraits;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Validates the messages of clients. [MessageCatalogue] defines which messages clients may
/// send and which of them need a `callId`; the table here contains the rules for their fields.
public final class MessageValidator {
  private static final int MAX_REQUEST_ID = 64;

  /// The rules for the payload, for each message type that has some.
  private static final Map<BodyCase, List<FieldRule>> RULES =
      Map.ofEntries(
          Map.entry(
              BodyCase.REGISTER,
              List.of(
                  deviceId("payload.deviceId", m -> m.getRegister().getDeviceId()),
                  FieldRules::deviceName,
                  printable("payload.platform", m -> m.getRegister().getPlatform(), 40))),
          Map.entry(
              BodyCase.INITIATE_CALL,
              List.of(FieldRules::idempotencyKey, FieldRules::callees, FieldRules::callType)),
          Map.entry(BodyCase.ANSWER_CALL, List.of(sdp(m -> sdpOf(m.getAnswerCall()), false))),
          Map.entry(
              BodyCase.OFFER,
              List.of(
                  sdp(m -> sdpOf(m.getOffer().hasSdp(), m.getOffer().getSdp()), true),
                  FieldRules::to,
                  stream(m -> m.getOffer().getStream(), true),
                  SfuRules::generation)),
          Map.entry(
              BodyCase.ANSWER,
              List.of(
                  sdp(m -> sdpOf(m.getAnswer().hasSdp(), m.getAnswer().getSdp()), true),
                  FieldRules::to,
                  stream(m -> m.getAnswer().getStream(), true),
                  SfuRules::generation)),
          Map.entry(
              BodyCase.ICE_CANDIDATE,
              List.of(
                  maxBytes(
                      "candidate",
                      m -> m.getIceCandidate().getCandidate().getSerializedSize(),
                      MAX_CANDIDATE_BYTES),
                  FieldRules::to,
                  stream(m -> m.getIceCandidate().getStream(), false),
                  SfuRules::generation)),
          Map.entry(
              BodyCase.E2EE, List.of(FieldRules::rawJson, FieldRules::opaque, FieldRules::toUser)),
          Map.entry(BodyCase.VIEW, List.of(SfuRules::tiles)),
          Map.entry(
              BodyCase.TRANSFER_CALL,
              List.of(deviceId("payload.toDeviceId", m -> m.getTransferCall().getToDeviceId()))),
          Map.entry(BodyCase.INVITE, List.of(FieldRules::invited)),
          Map.entry(BodyCase.QUALITY, List.of(QualityRules::period, QualityRules::links)));

  private MessageValidator() {}

  /// Returns the error of a message that `sender` sent, or null if it is valid.
  public static @Nullable WireError check(SignalingMessage message, UUID sender) {
    if (message.getRequestId().length() > MAX_REQUEST_ID) {
      return WireError.field("requestId", "must have at most " + MAX_REQUEST_ID + " characters");
    }
    MessageTraits traits = MessageCatalogue.traits(message);
    if (!MessageCatalogue.isFromClient(traits)) {
      return message.getBodyCase() == BodyCase.BODY_NOT_SET
          ? WireError.field("type", "is required")
          : WireError.field("type", "only the server sends this");
    }
    WireError callIdError = FieldRules.callId(message, traits.getCallId());
    if (callIdError != null) {
      return callIdError;
    }
    for (FieldRule rule : RULES.getOrDefault(message.getBodyCase(), List.of())) {
      WireError error = rule.check(message, sender);
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  /// The request id to echo in the error for a refused message; empty if it has none or a too long
  /// one.
  public static Optional<String> requestId(SignalingMessage message) {
    return message.hasRequestId() && message.getRequestId().length() <= MAX_REQUEST_ID
        ? Optional.of(message.getRequestId())
        : Optional.empty();
  }

  /// The call id to echo in the error for a refused message; empty if it has none or no UUID.
  public static Optional<String> callId(SignalingMessage message) {
    return message.hasCallId() && FieldRules.isUuid(message.getCallId())
        ? Optional.of(message.getCallId().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<SessionDescription> sdpOf(AnswerCall answer) {
    return sdpOf(answer.hasSdp(), answer.getSdp());
  }

  private static Optional<SessionDescription> sdpOf(boolean present, SessionDescription sdp) {
    return present ? Optional.of(sdp) : Optional.empty();
  }
}
