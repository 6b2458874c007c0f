package dev.visavis.call.codec;

import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.Route;
import dev.visavis.proto.v1.SharedContent;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The contents that several notices of one command share: the call state for everybody in the
/// call, the ring for everybody who is invited, and the message of one participant to all others.
final class SharedContents {
  /// Means that a notice shares no content.
  static final int NONE = 0;

  /// With fewer receivers, merging the parts costs the gateway more than it saves.
  private static final int MIN_RECEIVERS = 3;

  private static final SharedContents EMPTY = new SharedContents(List.of(), Map.of());

  private final List<SharedContent> all;
  private final Map<Object, Integer> idByKey;

  private SharedContents(List<SharedContent> all, Map<Object, Integer> idByKey) {
    this.all = all;
    this.idByKey = idByKey;
  }

  /// Identifies a state of the call: within one command, all devices of a role get the same one.
  private record StateKey(DeviceRole role) {}

  /// Identifies a reliable message; its content may be large.
  private record ReliableKey(String messageId) {}

  static SharedContents of(Call after, List<Notice> notices) {
    if (notices.size() < MIN_RECEIVERS) {
      return EMPTY;
    }
    Map<Object, List<Notice>> byKey = new LinkedHashMap<>();
    for (Notice notice : notices) {
      Object key = key(notice);
      if (key != null) {
        byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(notice);
      }
    }
    List<SharedContent> all = new ArrayList<>();
    Map<Object, Integer> idByKey = new HashMap<>();
    for (Map.Entry<Object, List<Notice>> alike : byKey.entrySet()) {
      if (alike.getValue().size() >= MIN_RECEIVERS) {
        int id = all.size() + 1;
        all.add(content(id, after.id(), alike.getValue()));
        idByKey.put(alike.getKey(), id);
      }
    }
    return new SharedContents(all, idByKey);
  }

  List<SharedContent> all() {
    return all;
  }

  /// The id of the content that the notice shares with others, or [#NONE].
  int idFor(Notice notice) {
    Object key = all.isEmpty() ? null : key(notice);
    return key == null ? NONE : idByKey.getOrDefault(key, NONE);
  }

  private static @Nullable Object key(Notice notice) {
    Route to = notice.to();
    if (!to.acceptsBatches() || !to.acceptsSharedContent()) {
      return null;
    }
    return switch (notice.message()) {
      case Message.CallStateUpdate m -> new StateKey(m.role());
      case Message.PeersUpdate m -> new StateKey(m.state().role());
      case Message.Ring m -> withoutParticipants(m);
      case Message.Ringing m -> m;
      case Message.MediaStateUpdate m -> m;
      case Message.CallAnswered m -> new ReliableKey(m.id());
      case Message.ParticipantMoved m -> new ReliableKey(m.id());
      default -> null;
    };
  }

  /// The participants, which are the same in each ring of the call.
  private static Message.Ring withoutParticipants(Message.Ring ring) {
    return new Message.Ring(
        ring.caller(),
        ring.inviter(),
        ring.type(),
        ring.expiresIn(),
        List.of(),
        ring.callWaiting(),
        ring.transfer());
  }

  private static SharedContent content(int id, String callId, List<Notice> receivers) {
    SharedContent.Builder content = SharedContent.newBuilder().setId(id);
    SignalingMessage.Builder message = SignalingMessage.newBuilder().setCallId(callId);
    Message first = withoutEnvelope(receivers.getFirst());
    DeliveryWriter.write(first, message);
    if (first instanceof Message.CallStateUpdate) {
      addPeers(receivers, content);
    }
    return content.setMessage(message).build();
  }

  private static Message withoutEnvelope(Notice notice) {
    return notice.message() instanceof Message.PeersUpdate peers ? peers.state() : notice.message();
  }

  /// Each notice has the routes of all users except its receiver's, so the notices of two users
  /// have them all.
  private static void addPeers(List<Notice> receivers, SharedContent.Builder content) {
    String user = receivers.getFirst().to().userId();
    for (Route peer : peers(receivers.getFirst())) {
      content.addPeers(ValueCodec.peer(peer));
    }
    for (Notice other : receivers) {
      if (!other.to().userId().equals(user)) {
        for (Route peer : peers(other)) {
          if (peer.userId().equals(user)) {
            content.addPeers(ValueCodec.peer(peer));
          }
        }
        return;
      }
    }
  }

  private static List<Route> peers(Notice notice) {
    return withoutEnvelope(notice) instanceof Message.CallStateUpdate state
        ? state.peers()
        : List.of();
  }
}
