package dev.visavis.media.room;

import dev.visavis.media.MediaKind;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.layers.Layer;
import dev.visavis.media.layers.SendLimits;
import dev.visavis.media.layers.View;
import dev.visavis.media.speakers.ActiveSpeakers;
import dev.visavis.media.speakers.AudioSelection;
import dev.visavis.media.speakers.Sound;
import dev.visavis.media.speakers.Sounds;
import dev.visavis.media.speakers.SpeakerNews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The room of one call: its devices, what they send, and what each of them gets.
///
/// A device comes in with its first message. It sends on one connection and receives on another:
///
/// - An offer of a new RTCPeerConnection (another session id in `o=`) on publish replaces both
///   connections: the page was loaded or the device began anew.
/// - The first offer or view of a device opens its subscribe connection, on which the media server
///   offers. A device that wants that connection anew sends an offer on subscribe; its SDP does not
///   matter.
public final class CallRoom {
  /// A sender's media still flows for this long after the others have been taken off it, so that
  /// their sections need no negotiation.
  private static final long CLOSE_AFTER_MS = 500;

  private final RoomKey key;
  private final Room room;
  private final DeviceMessages messages;
  private final MediaLoop loop;
  private final Members members;
  private final Sounds sounds;
  private final ActiveSpeakers speakers = new ActiveSpeakers();
  private final SpeakerNews speakerNews;
  private int publications;
  private boolean closed;

  /// @param sounds what the microphone sections carry now; belongs to the room from then on
  public CallRoom(RoomKey key, Room room, DeviceMessages messages, MediaLoop loop, Sounds sounds) {
    this.key = key;
    this.room = room;
    this.messages = messages;
    this.loop = loop;
    this.members = new Members(loop);
    this.sounds = sounds;
    this.speakerNews = new SpeakerNews(loop, speakers, sounds::isVoice, this::tellSpeakers);
  }

  public RoomKey key() {
    return key;
  }

  /// How many devices are in the room.
  public int size() {
    return members.all().size();
  }

  /// An offer of a device.
  public void offer(DeviceId device, StreamKind stream, String sdp) {
    OfferedMedia offer = OfferedMedia.parse(sdp);
    Optional<String> refusal =
        members
            .refusal(device)
            .or(() -> stream == StreamKind.PUBLISH ? offer.objection() : Optional.empty());
    if (refusal.isPresent()) {
      messages.failed(device, refusal.get());
      return;
    }
    Member member = admit(device);
    if (stream == StreamKind.SUBSCRIBE) {
      subscribe(member);
      return;
    }
    Publication publication = member.publication();
    if (publication == null || !publication.isOf(offer)) {
      publication = publishAnew(member, offer);
    }
    publication.negotiate(offer, sdp);
  }

  private Member admit(DeviceId device) {
    members.displacedBy(device).map(members::remove).ifPresent(this::end);
    return members.admit(device);
  }

  private Publication publishAnew(Member member, OfferedMedia offer) {
    Publication former = member.publication();
    member.publish(null);
    if (former != null) {
      retire(former);
    }
    publications++;
    String name = member.userId() + "~" + member.device().deviceId() + "~" + publications;
    Publication publication =
        new Publication(
            room, member.device(), name, offer.sessionId(), messages, listenerOf(member));
    member.publish(publication);
    boolean isNewSession = member.isNewSession(offer.sessionId());
    if (member.subscription() == null || isNewSession) {
      subscribe(member);
    }
    return publication;
  }

  private void subscribe(Member member) {
    Subscription former = member.subscription();
    if (former != null) {
      former.close();
    }
    member.subscribe(
        new Subscription(loop, room, member.device(), messages, () -> member.subscribe(null)));
    refresh();
  }

  /// A device's answer on subscribe.
  public void answer(DeviceId device, String sdp) {
    Member member = members.get(device);
    Subscription subscription = member == null ? null : member.subscription();
    if (member == null || subscription == null) {
      messages.failed(device, "there is no offer to answer");
      return;
    }
    subscription.answered(sdp);
    member.limits().told().ifPresent(limits -> messages.sendLimits(device, limits));
    if (!speakerNews.told().isEmpty()) {
      messages.speakers(device, speakerNews.told());
    }
  }

  public void candidate(DeviceId device, StreamKind stream, Candidate candidate) {
    Member member = members.get(device);
    Publication publication = member == null ? null : member.publication();
    Subscription subscription = member == null ? null : member.subscription();
    if (stream == StreamKind.PUBLISH && publication != null) {
      publication.addCandidate(candidate);
    } else if (stream == StreamKind.SUBSCRIBE && subscription != null) {
      subscription.addCandidate(candidate);
    }
  }

  /// From now on, the device shows these tiles. Views that come too fast are left out, but never
  /// the last one.
  public void view(DeviceId device, View view) {
    if (members.refusal(device).isPresent()) {
      return;
    }
    Member member = admit(device);
    long waitMs = member.pace(view, loop.nowMs());
    if (waitMs == 0) {
      show(member, view);
    } else if (waitMs > 0) {
      loop.after(
          waitMs,
          () -> {
            if (members.has(member)) {
              show(member, member.takeLaterView());
            }
          });
    }
  }

  private void show(Member member, View view) {
    boolean isRepeated = member.view().equals(view);
    member.show(view);
    Subscription subscription = member.subscription();
    if (subscription == null) {
      subscribe(member);
    } else if (isRepeated) {
      subscription.refreshPictures();
    } else {
      refresh();
    }
  }

  /// A user's microphone section carries something else from now on.
  public void sound(String userId, Sound sound) {
    if (sounds.set(userId, sound)) {
      speakers.removed(userId);
      speakerNews.changed();
      refresh();
    }
  }

  /// A device is in the call, perhaps again.
  public void joined(DeviceId device) {
    members.joined(device);
  }

  /// A device is no longer in the call.
  public void left(DeviceId device) {
    Member member = members.left(device);
    if (member != null) {
      end(member);
    }
  }

  private void end(Member member) {
    Subscription subscription = member.subscription();
    if (subscription != null) {
      subscription.close();
    }
    Publication publication = member.publication();
    member.publish(null);
    silence(member.userId());
    refresh();
    if (publication != null) {
      retire(publication);
    }
  }

  /// Ends everything. The devices hear nothing of it.
  public void close() {
    closed = true;
    members
        .all()
        .forEach(
            member -> {
              Publication publication = member.publication();
              Subscription subscription = member.subscription();
              if (publication != null) {
                publication.close();
              }
              if (subscription != null) {
                subscription.close();
              }
            });
    members.clear();
    messages.close();
    room.close();
  }

  /// The others are taken off it at once, and it ends a little later.
  private void retire(Publication publication) {
    refresh();
    loop.after(CLOSE_AFTER_MS, publication::close);
  }

  private Publication.Listener listenerOf(Member member) {
    return new Publication.Listener() {
      @Override
      public void changed() {
        refresh();
      }

      @Override
      public void speaks(int level) {
        if (sounds.isHeard(member.userId())) {
          speakers.began(member.userId(), level, loop.nowMs());
          speakerNews.changed();
          refresh();
        }
      }

      @Override
      public void isSilent() {
        speakers.ended(member.userId(), loop.nowMs());
        speakerNews.changed();
      }

      @Override
      public void lost(Publication publication) {
        for (Member other : members.all()) {
          Subscription subscription = other.subscription();
          if (subscription != null) {
            subscription.transportLost(publication.name());
          }
        }
        if (member.publication() == publication) {
          member.publish(null);
          silence(member.userId());
        }
        refresh();
      }
    };
  }

  private void silence(String userId) {
    speakers.removed(userId);
    speakerNews.changed();
  }

  /// Brings what each device gets, and what it is told to send, up to date.
  private void refresh() {
    if (closed) {
      return;
    }
    Map<MediaKind, Map<String, Producer>> sent = sent();
    for (Member member : members.all()) {
      Subscription subscription = member.subscription();
      if (subscription != null) {
        subscription.want(wanted(member, subscription, sent));
      }
      limit(member);
    }
  }

  /// The producers of each user, by kind. A user who is moving between devices sends from the one
  /// that came last.
  private Map<MediaKind, Map<String, Producer>> sent() {
    Map<MediaKind, Map<String, Producer>> sent = new LinkedHashMap<>();
    for (MediaKind kind : MediaKind.values()) {
      sent.put(kind, new LinkedHashMap<>());
    }
    for (Member member : members.all()) {
      Publication publication = member.publication();
      if (publication != null) {
        publication
            .producers()
            .forEach((kind, producer) -> of(sent, kind).put(member.userId(), producer));
      }
    }
    return sent;
  }

  private Map<Producer, Layer> wanted(
      Member member, Subscription subscription, Map<MediaKind, Map<String, Producer>> sent) {
    Map<Producer, Layer> wanted = new LinkedHashMap<>();
    Map<String, Producer> microphones = of(sent, MediaKind.MICROPHONE);
    List<String> audible =
        microphones.keySet().stream()
            .filter(userId -> !userId.equals(member.userId()) && sounds.isHeard(userId))
            .toList();
    AudioSelection.choose(subscription.voices(), audible, speakers, loop.nowMs())
        .forEach(userId -> put(wanted, microphones.get(userId), Layer.HIGH));
    for (MediaKind kind : List.of(MediaKind.CAMERA, MediaKind.SCREEN)) {
      member
          .view()
          .shown(kind)
          .forEach(
              (userId, layer) -> {
                if (!userId.equals(member.userId())) {
                  put(wanted, of(sent, kind).get(userId), layer);
                }
              });
    }
    return wanted;
  }

  private static void put(Map<Producer, Layer> wanted, @Nullable Producer producer, Layer layer) {
    if (producer != null) {
      wanted.put(producer, layer);
    }
  }

  private static Map<String, Producer> of(
      Map<MediaKind, Map<String, Producer>> sent, MediaKind kind) {
    return sent.getOrDefault(kind, Map.of());
  }

  private void limit(Member member) {
    if (member.publication() == null) {
      return;
    }
    List<View> others =
        members.all().stream()
            .filter(other -> !other.userId().equals(member.userId()))
            .map(Member::view)
            .toList();
    long before = member.limits().dueAtMs();
    member
        .limits()
        .update(SendLimits.of(member.userId(), others), loop.nowMs())
        .ifPresent(limits -> messages.sendLimits(member.device(), limits));
    long dueAtMs = member.limits().dueAtMs();
    if (dueAtMs != before && dueAtMs != Long.MAX_VALUE) {
      loop.after(Math.max(1, dueAtMs - loop.nowMs()), () -> limitLower(member));
    }
  }

  private void limitLower(Member member) {
    if (members.has(member)) {
      member
          .limits()
          .due(loop.nowMs())
          .ifPresent(limits -> messages.sendLimits(member.device(), limits));
    }
  }

  private void tellSpeakers(List<String> userIds) {
    for (Member member : members.all()) {
      if (member.subscription() != null) {
        messages.speakers(member.device(), userIds);
      }
    }
  }
}
