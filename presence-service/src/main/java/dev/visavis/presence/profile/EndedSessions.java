package dev.visavis.presence.profile;

import dev.visavis.presence.device.DeviceOutputs;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the sockets to close because their user has signed out.
///
/// Called once Redis has the profiles: a device that registers afterwards is refused by the device
/// script, and one that registered before is found here.
@ApplicationScoped
class EndedSessions {
  private final ReadModel model;

  EndedSessions(ReadModel model) {
    this.model = model;
  }

  List<Output> sockets(List<UserProfile> profiles) {
    List<UserProfile> signedOut =
        profiles.stream().filter(profile -> profile.getEndedSessionIdsCount() > 0).toList();
    List<@Nullable Response> online =
        model.run(
            signedOut.stream()
                .map(profile -> profile.getUser().getId())
                .map(user -> Request.cmd(Command.HGETALL).arg(PresenceKeys.devices(user)))
                .toList());
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < signedOut.size(); i++) {
      List<String> ended = signedOut.get(i).getEndedSessionIdsList();
      List<DeviceRoute> devices = RedisReplies.routes(online.get(i));
      List<@Nullable Response> sessions =
          model.run(devices.stream().map(EndedSessions::session).toList());
      for (int device = 0; device < devices.size(); device++) {
        Response session = sessions.get(device);
        if (session != null && ended.contains(session.toString())) {
          outputs.add(DeviceOutputs.signedOut(devices.get(device)));
        }
      }
    }
    return outputs;
  }

  private static Request session(DeviceRoute device) {
    return Request.cmd(Command.HGET)
        .arg(InternalPresenceKeys.device(device.getUserId(), device.getDeviceId()))
        .arg("session");
  }
}
