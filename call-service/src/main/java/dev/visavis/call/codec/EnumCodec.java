package dev.visavis.call.codec;

import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_DECLINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_JOINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_LEFT;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_MISSED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RECONNECTING;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RINGING;

import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.DeclineReason;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.call.store.SignalKind;
import dev.visavis.proto.v1.DeadlineKind;
import dev.visavis.proto.v1.ErrorCode;

/// Converts enumerations by name. The domain and the schema use the same names, the schema with a
/// prefix.
///
/// Reading a number that this build does not know throws [NewerSchemaException].
final class EnumCodec {
  private EnumCodec() {}

  static dev.visavis.proto.v1.CallState wire(CallState state) {
    return switch (state) {
      case NONE -> dev.visavis.proto.v1.CallState.CALL_STATE_UNSPECIFIED;
      case RINGING, CONNECTED, ENDED, MISSED, DECLINED, CANCELLED ->
          dev.visavis.proto.v1.CallState.valueOf("CALL_STATE_" + state.name());
    };
  }

  static CallState core(dev.visavis.proto.v1.CallState state) {
    return CallState.valueOf(bare(state, "CALL_STATE_"));
  }

  static dev.visavis.proto.v1.CallKind wire(CallKind kind) {
    return dev.visavis.proto.v1.CallKind.valueOf("CALL_KIND_" + kind.name());
  }

  static CallKind core(dev.visavis.proto.v1.CallKind kind) {
    return switch (kind) {
      case CALL_KIND_UNSPECIFIED, CALL_KIND_DIRECT -> CallKind.DIRECT;
      case CALL_KIND_GROUP -> CallKind.GROUP;
      case UNRECOGNIZED -> throw NewerSchemaException.unknown("a kind of call");
    };
  }

  static dev.visavis.proto.v1.CallType wire(CallType type) {
    return dev.visavis.proto.v1.CallType.valueOf("CALL_TYPE_" + type.name());
  }

  static CallType core(dev.visavis.proto.v1.CallType type) {
    return switch (type) {
      case CALL_TYPE_UNSPECIFIED, CALL_TYPE_VIDEO -> CallType.VIDEO;
      case CALL_TYPE_AUDIO -> CallType.AUDIO;
      case UNRECOGNIZED -> throw NewerSchemaException.unknown("a call type");
    };
  }

  static dev.visavis.proto.v1.ParticipantState wire(ParticipantState state) {
    return switch (state) {
      case ParticipantState.Ringing _ -> PARTICIPANT_STATE_RINGING;
      case ParticipantState.Joined _ -> PARTICIPANT_STATE_JOINED;
      case ParticipantState.Reconnecting _ -> PARTICIPANT_STATE_RECONNECTING;
      case ParticipantState.Left _ -> PARTICIPANT_STATE_LEFT;
      case ParticipantState.Declined _ -> PARTICIPANT_STATE_DECLINED;
      case ParticipantState.Missed _ -> PARTICIPANT_STATE_MISSED;
    };
  }

  static dev.visavis.proto.v1.EndReason wire(EndReason reason) {
    return dev.visavis.proto.v1.EndReason.valueOf("END_REASON_" + reason.name());
  }

  static EndReason core(dev.visavis.proto.v1.EndReason reason) {
    return EndReason.valueOf(bare(reason, "END_REASON_"));
  }

  static dev.visavis.proto.v1.DeclineReason wire(DeclineReason reason) {
    return dev.visavis.proto.v1.DeclineReason.valueOf("DECLINE_REASON_" + reason.name());
  }

  static DeclineReason core(dev.visavis.proto.v1.DeclineReason reason) {
    return switch (reason) {
      case DECLINE_REASON_UNSPECIFIED, DECLINE_REASON_DECLINED -> DeclineReason.DECLINED;
      case DECLINE_REASON_BUSY -> DeclineReason.BUSY;
      case UNRECOGNIZED -> throw NewerSchemaException.unknown("a reason to decline");
    };
  }

  static dev.visavis.proto.v1.Topology wire(Topology topology) {
    return dev.visavis.proto.v1.Topology.valueOf("TOPOLOGY_" + topology.name());
  }

  static Topology core(dev.visavis.proto.v1.Topology topology) {
    return Topology.valueOf(bare(topology, "TOPOLOGY_"));
  }

  static dev.visavis.proto.v1.DeviceRole wire(DeviceRole role) {
    return dev.visavis.proto.v1.DeviceRole.valueOf("DEVICE_ROLE_" + role.name());
  }

  static ErrorCode wire(Rejection reason) {
    return switch (reason) {
      case INVALID_MESSAGE -> ErrorCode.INVALID_MESSAGE;
      case CALL_NOT_FOUND -> ErrorCode.CALL_NOT_FOUND;
      case CALL_UNAVAILABLE -> ErrorCode.CALL_UNAVAILABLE;
      case NOT_A_PARTICIPANT -> ErrorCode.NOT_A_PARTICIPANT;
      case INVALID_STATE, NO_ROOM, STALE_ROOM, STALE -> ErrorCode.INVALID_STATE;
      case DEVICE_NOT_FOUND -> ErrorCode.DEVICE_NOT_FOUND;
      case OVERLOADED, NEWER_SCHEMA, ROOM_PENDING -> ErrorCode.UNAVAILABLE;
      case CALL_FULL, NO_MEDIA_SERVER -> ErrorCode.CALL_FULL;
      case TOO_LARGE -> ErrorCode.PAYLOAD_TOO_LARGE;
    };
  }

  static DeadlineKind wire(Deadline.Kind kind) {
    return switch (kind) {
      case RING -> DeadlineKind.DEADLINE_KIND_RING;
      case UNREACHABLE -> DeadlineKind.DEADLINE_KIND_UNREACHABLE;
      case RECONNECT -> DeadlineKind.DEADLINE_KIND_RECONNECT;
      case HAND_OFF -> DeadlineKind.DEADLINE_KIND_TRANSFER;
      case RECALL -> DeadlineKind.DEADLINE_KIND_RECALL;
      case TOPOLOGY -> DeadlineKind.DEADLINE_KIND_TOPOLOGY;
      case ROOM -> DeadlineKind.DEADLINE_KIND_ROOM;
      case PAGE_CLOSED -> DeadlineKind.DEADLINE_KIND_PAGE_CLOSED;
      case FORGET -> DeadlineKind.DEADLINE_KIND_FORGET;
    };
  }

  static Deadline.Kind core(DeadlineKind kind) throws UndecodableCommandException {
    return switch (kind) {
      case DEADLINE_KIND_RING -> Deadline.Kind.RING;
      case DEADLINE_KIND_UNREACHABLE -> Deadline.Kind.UNREACHABLE;
      case DEADLINE_KIND_RECONNECT -> Deadline.Kind.RECONNECT;
      case DEADLINE_KIND_RECALL -> Deadline.Kind.RECALL;
      case DEADLINE_KIND_TRANSFER -> Deadline.Kind.HAND_OFF;
      case DEADLINE_KIND_TOPOLOGY -> Deadline.Kind.TOPOLOGY;
      case DEADLINE_KIND_ROOM -> Deadline.Kind.ROOM;
      case DEADLINE_KIND_PAGE_CLOSED -> Deadline.Kind.PAGE_CLOSED;
      case DEADLINE_KIND_FORGET -> Deadline.Kind.FORGET;
      case UNRECOGNIZED -> throw NewerSchemaException.unknown("a kind of deadline");
      case DEADLINE_KIND_UNSPECIFIED ->
          throw new UndecodableCommandException("a deadline without a kind");
    };
  }

  static SignalKind stored(Signal.Kind kind) {
    return SignalKind.valueOf("SIGNAL_KIND_" + kind.name());
  }

  static Signal.Kind core(SignalKind kind) {
    return Signal.Kind.valueOf(bare(kind, "SIGNAL_KIND_"));
  }

  /// The schema's name of a domain constant.
  private static String bare(Enum<?> constant, String prefix) {
    if (constant.name().equals("UNRECOGNIZED")) {
      throw NewerSchemaException.unknown("a " + constant.getDeclaringClass().getSimpleName());
    }
    return constant.name().substring(prefix.length());
  }
}
