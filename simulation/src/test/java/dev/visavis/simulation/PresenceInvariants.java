package dev.visavis.simulation;

import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What must hold between who is online and who is rung. In calm weather only: no rule says how
/// long it takes while processes die.
final class PresenceInvariants {
  /// Clocks of gateways differ, and now and then a message takes its time.
  private static final long SLACK_MS = 4_500;

  /// From `register` confirmed to the connection lost.
  private record Presence(Device device, Link link, long fromMs, long toMs) {}

  private PresenceInvariants() {}

  private static List<Presence> presences(Run run) {
    List<Presence> presences = new ArrayList<>();
    List<Watch.Sight> sights = run.world().watch().sights();
    for (int i = 0; i < sights.size(); i++) {
      if (sights.get(i) instanceof Watch.Heard heard && heard.message().hasRegistered()) {
        presences.add(
            new Presence(
                heard.device(), heard.link(), heard.atMs(), lostAt(sights, i, heard.link())));
      }
    }
    return presences;
  }

  private static long lostAt(List<Watch.Sight> sights, int from, Link link) {
    for (int i = from; i < sights.size(); i++) {
      Watch.Sight sight = sights.get(i);
      boolean gone =
          (sight instanceof Watch.Lost && sight.link() == link)
              || (sight instanceof Watch.Connecting
                  && sight.device() == link.device()
                  && sight.link() != link);
      if (gone) {
        return sight.atMs();
      }
    }
    return Long.MAX_VALUE;
  }

  static void onlineDuringRingIsRung(Run run, Consumer<String> violation) {
    List<Presence> presences = presences(run);
    run.calls()
        .filter(story -> !story.isBlocked())
        .forEach(
            story -> {
              long from = Run.ms(story.first());
              long to = ringsUntil(story);
              for (Presence presence : presences) {
                boolean callee = presence.device().person().id().equals(story.calleeId());
                long start = Math.max(from, presence.fromMs());
                long end = Math.min(to, presence.toMs());
                if (callee
                    && end - start > SLACK_MS
                    && run.world().watch().isCalm(start - SLACK_MS, end)
                    && !knew(run, presence, story.callId())) {
                  violation.accept(
                      presence.device()
                          + " was online and not rung for "
                          + Messages.shortId(story.callId()));
                }
              }
            });
  }

  private static boolean knew(Run run, Presence presence, String callId) {
    return run.heard(presence.device(), callId)
        .anyMatch(heard -> heard.link() == presence.link() && heard.message().hasRing());
  }

  private static long ringsUntil(Run.Story story) {
    for (CallEvent event : story.facts()) {
      if (event.hasCallConnected() || event.hasCallEnded()) {
        return Run.ms(event);
      }
    }
    return Long.MAX_VALUE;
  }

  /// Five seconds after the last device is gone, the ringing is over.
  static void vanishedLastDeviceEndsUnavailable(Run run, Consumer<String> violation) {
    List<Presence> presences = presences(run);
    run.calls()
        .filter(story -> !story.isBlocked())
        .forEach(
            story -> {
              long to = ringsUntil(story);
              long from = Run.ms(story.first());
              long gone = lastSeen(presences, story.calleeId(), from, to);
              // A gateway may need half a minute to notice.
              if (gone > 0
                  && to - gone > 5_000 + SLACK_MS + 30_000
                  && run.world().watch().isCalm(gone, to)) {
                violation.accept(
                    Messages.shortId(story.callId()) + " rings on, though nobody is there");
              }
            });
  }

  /// When the last device went away; 0: one was there at some time of the ringing after that.
  private static long lastSeen(List<Presence> presences, String userId, long from, long to) {
    long last = 0;
    for (Presence presence : presences) {
      if (presence.device().person().id().equals(userId)
          && presence.fromMs() < to
          && presence.toMs() > from) {
        last = Math.max(last, presence.toMs());
      }
    }
    return last == Long.MAX_VALUE ? 0 : last;
  }

  static void offlineIsUnavailable(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            story -> {
              var callee = story.first().getCallInitiated().getInvited(0);
              @Nullable CallEvent end = story.end();
              boolean offline = callee.getRungDevicesCount() == 0 && !callee.getBlocksCaller();
              if (offline
                  && (end == null
                      || end.getVersion() != 1
                      || end.getCallEnded().getReason() != EndReason.END_REASON_UNAVAILABLE)) {
                violation.accept(story.callId() + " rings a user without a device");
              }
            });
  }

  /// The call with the greater id ends in favour of the other; that one is not left alone.
  static void glare(Run run, Consumer<String> violation) {
    List<Run.Story> stories = run.calls().toList();
    for (Run.Story story : stories) {
      CallEvent end = story.end();
      if (end != null && end.getCallEnded().getReason() == EndReason.END_REASON_GLARE) {
        String other = end.getCallEnded().getContinuesAs();
        Run.Story lives = run.story(other);
        if (lives == null
            || other.compareTo(story.callId()) >= 0
            || !lives.callerId().equals(story.calleeId())) {
          violation.accept(story.callId() + " ends for " + other);
        }
      }
      for (Run.Story other : stories) {
        ringsBothWays(run, story, other, violation);
      }
    }
  }

  private static void ringsBothWays(
      Run run, Run.Story one, Run.Story other, Consumer<String> violation) {
    long from = Math.max(Run.ms(one.first()), Run.ms(other.first()));
    long to = Math.min(ringsUntil(one), ringsUntil(other));
    if (one.callId().compareTo(other.callId()) < 0
        && one.callerId().equals(other.calleeId())
        && one.calleeId().equals(other.callerId())
        && !one.isBlocked()
        && !other.isBlocked()
        && to - from > SLACK_MS
        && run.world().watch().isCalm(from - SLACK_MS, to)) {
      violation.accept(one.callId() + " and " + other.callId() + " ring each other");
    }
  }
}
