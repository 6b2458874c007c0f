package dev.visavis.presence.call;

import dev.visavis.presence.log.Output;
import dev.visavis.presence.profile.ProfileCommands;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds callees who blocked their caller or changed their name after the gateway had read their
/// profile and before the call was known here.
@ApplicationScoped
class MissedProfiles {
  private final ReadModel model;

  MissedProfiles(ReadModel model) {
    this.model = model;
  }

  private record Rung(CallEvent event, InvitedUser invited) {
    String userId() {
      return invited.getUser().getId();
    }

    boolean isMissing(UserProfile profile) {
      String by =
          event.hasCallInitiated()
              ? event.getCallInitiated().getInitiator().getId()
              : event.getParticipantsInvited().getByUserId();
      return !profile.getDeleted()
          && (profile.getBlockedUserIdsList().contains(by)
              || !profile.getUser().equals(invited.getUser()));
    }
  }

  List<Output> of(List<AppliedEvent> events) {
    List<Rung> rung = new ArrayList<>();
    for (AppliedEvent applied : events) {
      for (InvitedUser invited : ParticipationChange.invited(applied.event())) {
        if (!invited.getBlocksCaller() && applied.isIn(invited.getUser().getId())) {
          rung.add(new Rung(applied.event(), invited));
        }
      }
    }
    List<@Nullable Response> profiles =
        model.run(
            rung.stream()
                .map(one -> Request.cmd(Command.GET).arg(PresenceKeys.profile(one.userId())))
                .toList());
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < rung.size(); i++) {
      CallEvent event = rung.get(i).event();
      UserProfile profile = RedisReplies.profile(profiles.get(i));
      if (profile != null && rung.get(i).isMissing(profile)) {
        outputs.add(
            ProfileCommands.changed(event.getCallId(), profile, true, event.getOccurredAt()));
      }
    }
    return outputs;
  }
}
