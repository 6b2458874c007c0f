package dev.visavis.presence.news;

import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Replies;
import dev.visavis.presence.view.Sight;
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

/// Where the contacts of one user are.
@ApplicationScoped
class ContactsView {
  private static final int KEYS_A_USER = 3;

  private final ReadModel model;

  ContactsView(ReadModel model) {
    this.model = model;
  }

  /// Where all of them are, for the device that arrived, if it is still there.
  List<Telling> of(News.Arrived arrived) {
    String viewer = arrived.userId();
    List<@Nullable Response> answers =
        model.run(
            List.of(
                Request.cmd(Command.HGET).arg(PresenceKeys.devices(viewer)).arg(arrived.deviceId()),
                Request.cmd(Command.SMEMBERS).arg(Keys.contacts(viewer))));
    DeviceRoute device = Replies.route(answers.get(0));
    Response contacts = answers.get(1);
    if (device == null || contacts == null || contacts.size() == 0) {
      return List.of();
    }
    List<UserPresence> seen = look(viewer, contacts.stream().map(Response::toString).toList());
    return seen.isEmpty() ? List.of() : List.of(new Telling(device, seen));
  }

  /// Where one person is, for all devices of a viewer who has them as a contact.
  List<Telling> of(News.Related related) {
    Request devices = Request.cmd(Command.HGETALL).arg(PresenceKeys.devices(related.viewer()));
    List<DeviceRoute> routes = Replies.routes(model.run(List.of(devices)).getFirst());
    if (routes.isEmpty()) {
      return List.of();
    }
    List<UserPresence> seen = look(related.viewer(), List.of(related.userId()));
    return seen.isEmpty()
        ? List.of()
        : routes.stream().map(route -> new Telling(route, seen)).toList();
  }

  private List<UserPresence> look(String viewer, List<String> people) {
    List<Request> requests = new ArrayList<>();
    for (String person : people) {
      requests.add(Sight.request(person));
      requests.add(Request.cmd(Command.GET).arg(PresenceKeys.profile(person)));
      requests.add(Request.cmd(Command.SISMEMBER).arg(Keys.contacts(viewer)).arg(person));
    }
    List<@Nullable Response> answers = model.run(requests);
    List<UserPresence> seen = new ArrayList<>();
    List<Sight> untold = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      Sight sight = Sight.of(people.get(i), answers.get(i * KEYS_A_USER));
      UserProfile profile = Replies.profile(answers.get(i * KEYS_A_USER + 1));
      boolean contact = Replies.isOne(answers.get(i * KEYS_A_USER + 2));
      if (profile != null) {
        toWire(sight, Visibility.of(profile, viewer, contact, false)).forEach(seen::add);
      }
      if (!sight.told().isEmpty() && !sight.asTold().equals(sight.told())) {
        untold.add(sight);
      }
    }
    forgetWhatWasTold(untold);
    return seen;
  }

  private static Stream<UserPresence> toWire(Sight sight, Visibility visibility) {
    return switch (visibility) {
      case SEEN -> Stream.of(sight.toWire());
      case SEEN_AS_OFFLINE -> Stream.of(sight.toWireAsOffline());
      case UNSEEN -> Stream.of();
    };
  }

  /// Who was seen in a state that the followers have not heard of yet, and goes back to the one
  /// that they have heard of, would be left in the other one here: so nothing counts as told.
  private void forgetWhatWasTold(List<Sight> untold) {
    model.run(
        untold.stream()
            .map(sight -> Request.cmd(Command.DEL).arg(Keys.told(sight.userId())))
            .toList());
  }
}
