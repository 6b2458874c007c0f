package dev.visavis.presence.notification;

import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.presence.view.PresenceState;
import dev.visavis.presence.view.Visibility;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserPresence;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the presence of a user's contacts.
@ApplicationScoped
class ContactPresenceReader {
  private static final int KEYS_PER_USER = 3;

  private final ReadModel model;

  ContactPresenceReader(ReadModel model) {
    this.model = model;
  }

  /// The presence of all contacts, for a device that has come online; empty if it is offline again.
  List<PresenceNotification> of(PresenceUpdate.DeviceArrived arrived) {
    String viewer = arrived.userId();
    List<@Nullable Response> replies =
        model.run(
            List.of(
                Request.cmd(Command.HGET).arg(PresenceKeys.devices(viewer)).arg(arrived.deviceId()),
                Request.cmd(Command.SMEMBERS).arg(InternalPresenceKeys.contacts(viewer))));
    DeviceRoute device = RedisReplies.route(replies.get(0));
    Response contacts = replies.get(1);
    if (device == null || contacts == null || contacts.size() == 0) {
      return List.of();
    }
    List<UserPresence> seen = read(viewer, contacts.stream().map(Response::toString).toList());
    return seen.isEmpty() ? List.of() : List.of(new PresenceNotification(device, seen));
  }

  /// The presence of one user, for all devices of a viewer who has that user as a contact.
  List<PresenceNotification> of(PresenceUpdate.RelationChanged related) {
    Request devices = Request.cmd(Command.HGETALL).arg(PresenceKeys.devices(related.viewer()));
    List<DeviceRoute> routes = RedisReplies.routes(model.run(List.of(devices)).getFirst());
    if (routes.isEmpty()) {
      return List.of();
    }
    List<UserPresence> seen = read(related.viewer(), List.of(related.userId()));
    return seen.isEmpty()
        ? List.of()
        : routes.stream().map(route -> new PresenceNotification(route, seen)).toList();
  }

  private List<UserPresence> read(String viewer, List<String> people) {
    List<Request> requests = new ArrayList<>();
    for (String person : people) {
      requests.add(PresenceState.request(person));
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(person)));
      requests.add(
          Request.cmd(Command.SISMEMBER).arg(InternalPresenceKeys.contacts(viewer)).arg(person));
    }
    List<@Nullable Response> replies = model.run(requests);
    List<UserPresence> seen = new ArrayList<>();
    List<PresenceState> unsent = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      PresenceState state = PresenceState.of(people.get(i), replies.get(i * KEYS_PER_USER));
      UserProfile profile = RedisReplies.profile(replies.get(i * KEYS_PER_USER + 1));
      boolean contact = RedisReplies.isOne(replies.get(i * KEYS_PER_USER + 2));
      if (profile != null) {
        toWire(state, Visibility.of(profile, viewer, contact, false)).forEach(seen::add);
      }
      if (!state.lastNotified().isEmpty() && !state.statusText().equals(state.lastNotified())) {
        unsent.add(state);
      }
    }
    clearLastNotified(unsent);
    return seen;
  }

  private static Stream<UserPresence> toWire(PresenceState state, Visibility visibility) {
    return switch (visibility) {
      case VISIBLE -> Stream.of(state.toWire());
      case SHOWN_AS_OFFLINE -> Stream.of(state.toWireAsOffline());
      case HIDDEN -> Stream.of();
    };
  }

  /// This viewer has just received a state that the followers have not been sent. If the user
  /// returned to the last state sent, no notification would follow and this viewer would keep the
  /// wrong one. So forget the last state sent.
  private void clearLastNotified(List<PresenceState> unsent) {
    model.run(
        unsent.stream()
            .map(
                state ->
                    Request.cmd(Command.DEL).arg(InternalPresenceKeys.lastNotified(state.userId())))
            .toList());
  }
}
