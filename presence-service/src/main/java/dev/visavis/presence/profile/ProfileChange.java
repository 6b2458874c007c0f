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

/// The changes that a profile makes in Redis.
///
/// @param before the previous profile; null for the first one of its user
/// @param contactsBefore the contacts that Redis has
record ProfileChange(
    UserProfile profile, @Nullable UserProfile before, Set<String> contactsBefore) {

  /// Adds a follower before the contact is stored, and removes it afterwards: in between there is
  /// one follower too many, never one too few.
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

  /// Stores the contacts in a separate set, because readers of a profile seldom need them.
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

  /// Whether the change affects live calls, because they show it or ring by it. A repeated version
  /// counts, because its first attempt may have failed before the calls were notified.
  boolean concernsCalls() {
    return !profile.getDeleted()
        && (before == null
            || before.getVersion() == profile.getVersion()
            || !before.getUser().equals(profile.getUser())
            || !blocksChanged().isEmpty());
  }

  /// The users who are newly blocked, or no longer blocked.
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
