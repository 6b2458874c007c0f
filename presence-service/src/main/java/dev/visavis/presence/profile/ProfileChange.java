package dev.visavis.presence.profile;

import dev.visavis.presence.notification.PresenceUpdate;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.v1.RevokedDevice;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a profile changes in Redis.
///
/// @param before null: the first one of its user
/// @param contactsBefore those that Redis has
record ProfileChange(
    UserProfile profile, @Nullable UserProfile before, Set<String> contactsBefore) {

  /// A new contact's followers grow before the contact is there, and shrink after it is gone: in
  /// between there is one follower too many, never one too few.
  List<Request> requests(long nowMs) {
    String user = profile.getUser().getId();
    Set<String> added = difference(profile.getContactUserIdsList(), contactsBefore);
    Set<String> gone = difference(contactsBefore, profile.getContactUserIdsList());
    List<Request> requests = new ArrayList<>(follow(profile, added));
    requests.add(store(profile));
    gone.forEach(
        contact ->
            requests.add(
                Request.cmd(Command.SREM).arg(InternalPresenceKeys.followers(contact)).arg(user)));
    added.forEach(
        contact -> requests.add(new PresenceUpdate.RelationChanged(user, contact).mark(nowMs)));
    blocksChanged()
        .forEach(
            other -> requests.add(new PresenceUpdate.RelationChanged(other, user).mark(nowMs)));
    return requests;
  }

  static List<Request> follow(UserProfile profile, Collection<String> contacts) {
    String user = profile.getUser().getId();
    return contacts.stream()
        .map(
            contact ->
                Request.cmd(Command.SADD).arg(InternalPresenceKeys.followers(contact)).arg(user))
        .toList();
  }

  /// The contacts in a set of their own: whoever reads a profile seldom needs them.
  static Request store(UserProfile profile) {
    String user = profile.getUser().getId();
    List<Object> arguments = new ArrayList<>();
    arguments.add(
        profile.toBuilder()
            .clearContactUserIds()
            .clearRevokedDevices()
            .clearEndedSessionIds()
            .build()
            .toByteArray());
    arguments.add(profile.getVersion());
    arguments.add(profile.getContactUserIdsCount());
    arguments.add(profile.getEndedSessionIdsCount());
    arguments.addAll(profile.getContactUserIdsList());
    arguments.addAll(profile.getEndedSessionIdsList());
    for (RevokedDevice revoked : profile.getRevokedDevicesList()) {
      arguments.add(revoked.getDeviceId());
      arguments.add(
          Instant.ofEpochSecond(revoked.getAt().getSeconds(), revoked.getAt().getNanos())
              .toEpochMilli());
    }
    return Script.PROFILE.with(
        List.of(
            PresenceKeys.profile(user),
            InternalPresenceKeys.profileVersion(user),
            InternalPresenceKeys.contacts(user),
            InternalPresenceKeys.revoked(user),
            InternalPresenceKeys.endedSessions(user)),
        arguments.toArray());
  }

  /// Whether a live call shows it or rings by it. The same version once more may have told nobody.
  boolean concernsCalls() {
    return !profile.getDeleted()
        && (before == null
            || before.getVersion() == profile.getVersion()
            || !before.getUser().equals(profile.getUser())
            || !blocksChanged().isEmpty());
  }

  /// Those who are blocked now, or no more.
  private Set<String> blocksChanged() {
    List<String> earlier = before == null ? List.of() : before.getBlockedUserIdsList();
    Set<String> changed = difference(profile.getBlockedUserIdsList(), earlier);
    changed.addAll(difference(earlier, profile.getBlockedUserIdsList()));
    return changed;
  }

  private static Set<String> difference(Collection<String> some, Collection<String> others) {
    Set<String> rest = new HashSet<>(some);
    rest.removeAll(new HashSet<>(others));
    return rest;
  }
}
