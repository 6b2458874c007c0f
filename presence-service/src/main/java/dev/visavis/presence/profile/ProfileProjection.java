package dev.visavis.presence.profile;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.log.Logged;
import dev.visavis.presence.log.Projection;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Profiles into Redis; one that was deleted stays, marked as such, so that nobody asks for it.
@ApplicationScoped
public class ProfileProjection implements Projection<UserProfile> {
  private final ReadModel model;

  ProfileProjection(ReadModel model) {
    this.model = model;
  }

  /// Refuses a profile of nobody.
  public static UserProfile decode(byte[] value) throws InvalidProtocolBufferException {
    UserProfile profile = UserProfile.parseFrom(value);
    if (profile.getUser().getId().isEmpty()) {
      throw new IllegalArgumentException("a profile without a user");
    }
    return profile;
  }

  @Override
  public void apply(List<Logged<UserProfile>> batch) {
    model.run(batch.stream().map(ProfileProjection::request).toList());
  }

  public static Request request(Logged<UserProfile> record) {
    UserProfile profile = record.value();
    String user = profile.getUser().getId();
    return Script.PROFILE.with(
        List.of(PresenceKeys.profile(user), Keys.profileVersion(user)),
        profile.toByteArray(),
        profile.getVersion());
  }
}
