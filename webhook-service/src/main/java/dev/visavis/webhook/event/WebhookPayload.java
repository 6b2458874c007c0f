package dev.visavis.webhook.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.WireEnumName;
import dev.visavis.proto.v1.MediaFlags;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.time.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The body of a delivery: kind and instant, and in `data` the fields that a participant may see.
/// It copies field by field, so that a field added to the schema is not sent before it is added
/// here. It never contains devices, connections or blocks.
final class WebhookPayload {
  private WebhookPayload() {}

  /// @param withBlocking include callees whom the call did not reach because they block the caller
  static String of(CallEvent event, String kind, Instant at, boolean withBlocking) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", kind);
    body.put("timestamp", Timestamps.write(at));
    ObjectNode data = body.putObject("data");
    data.put("callId", event.getCallId().toLowerCase(Locale.ROOT));
    data.put("version", event.getVersion());
    data.put("index", event.getIndex());
    write(event, data, withBlocking);
    return body.toString();
  }

  private static void write(CallEvent event, ObjectNode data, boolean withBlocking) {
    switch (event.getFactCase()) {
      case CALL_INITIATED -> initiated(event.getCallInitiated(), data, withBlocking);
      case DEVICE_RINGING -> data.put("userId", event.getDeviceRinging().getUserId());
      case PARTICIPANT_JOINED -> data.put("userId", event.getParticipantJoined().getUserId());
      case PARTICIPANT_RECONNECTING ->
          data.put("userId", event.getParticipantReconnecting().getUserId());
      case PARTICIPANT_MOVED -> data.put("userId", event.getParticipantMoved().getUserId());
      case PARTICIPANT_LEFT ->
          data.put("userId", event.getParticipantLeft().getUserId())
              .put("reason", WireEnumName.of(event.getParticipantLeft().getReason()));
      case PARTICIPANT_DECLINED ->
          data.put("userId", event.getParticipantDeclined().getUserId())
              .put("reason", WireEnumName.of(event.getParticipantDeclined().getReason()));
      case PARTICIPANT_MISSED ->
          data.put("userId", event.getParticipantMissed().getUserId())
              .put("reason", WireEnumName.of(event.getParticipantMissed().getReason()));
      case PARTICIPANTS_INVITED -> {
        data.put("byUserId", event.getParticipantsInvited().getByUserId());
        invited(event.getParticipantsInvited().getInvitedList(), data, withBlocking);
      }
      case MEDIA_STATE_CHANGED -> {
        MediaFlags media = event.getMediaStateChanged().getMedia();
        data.put("userId", event.getMediaStateChanged().getUserId())
            .put("audio", media.getAudio())
            .put("video", media.getVideo())
            .put("screen", media.getScreen())
            .put("hand", media.getHand())
            .put("hold", media.getHold());
      }
      case TOPOLOGY_CHANGED ->
          data.put("topology", WireEnumName.of(event.getTopologyChanged().getTopology()));
      case ROOM_REQUESTED -> data.put("generation", event.getRoomRequested().getGeneration());
      case ROOM_ASSIGNED -> data.put("generation", event.getRoomAssigned().getGeneration());
      case ROOM_LOST -> data.put("generation", event.getRoomLost().getGeneration());
      case ROOM_RELEASED -> data.put("generation", event.getRoomReleased().getGeneration());
      case CALL_ENDED -> ended(event.getCallEnded(), data);
      default -> {} // the kind alone
    }
  }

  private static void initiated(CallInitiated call, ObjectNode data, boolean withBlocking) {
    person(call.getInitiator(), data.putObject("initiator"));
    data.put("callType", WireEnumName.of(call.getCallType()));
    data.put("kind", WireEnumName.of(call.getKind()));
    invited(call.getInvitedList(), data, withBlocking);
    Timestamp until = call.getRingExpiresAt();
    data.put(
        "ringExpiresAt",
        Timestamps.write(Instant.ofEpochSecond(until.getSeconds(), until.getNanos())));
  }

  private static void invited(List<InvitedUser> users, ObjectNode data, boolean withBlocking) {
    ArrayNode invited = data.putArray("invited");
    users.stream()
        .filter(each -> withBlocking || !each.getBlocksCaller())
        .forEach(each -> person(each.getUser(), invited.addObject()));
  }

  private static void person(UserInfo user, ObjectNode into) {
    into.put("id", user.getId()).put("name", user.getName());
    if (user.hasAvatarUrl()) {
      into.put("avatarUrl", user.getAvatarUrl());
    }
  }

  private static void ended(CallEnded call, ObjectNode data) {
    data.put("state", WireEnumName.of(call.getState()));
    data.put("reason", WireEnumName.of(call.getReason()));
    data.put("ringMs", call.getRingMs());
    if (call.hasSetUpMs()) {
      data.put("setUpMs", call.getSetUpMs());
    }
    if (call.hasTalkMs()) {
      data.put("talkMs", call.getTalkMs());
    }
    ArrayNode users = data.putArray("userIds");
    call.getUserIdsList().forEach(users::add);
    if (call.hasContinuesAs()) {
      data.put("continuesAs", call.getContinuesAs());
    }
  }
}
