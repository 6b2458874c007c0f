package dev.visavis.media.room;

import dev.visavis.media.MediaLoop;
import dev.visavis.media.layers.Layer;
import dev.visavis.media.layers.View;
import dev.visavis.media.speakers.AudioSelection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The media that one device receives. Its sections are made once, empty, and then only change
/// their source: a participant who joins costs the others no negotiation. One request is under way
/// at a time; changes that are wanted meanwhile are made after it.
///
/// If a change of several sections is refused, each is tried alone, so that one producer that the
/// media server does not forward costs the device nothing but that producer.
final class Subscription implements SubscribeTransport.Listener {
  static final int AUDIO_SECTIONS = AudioSelection.MOST;
  static final int VIDEO_SECTIONS = View.MOST_CAMERAS + View.MOST_SCREENS;

  private static final long RETRY_MS = 200;

  /// The subscription ends after so many failures without a success between them.
  private static final int MOST_FAILURES = 8;

  /// A producer that has been refused alone so often is given up until it is not wanted any more.
  private static final int MOST_REFUSALS = 2;

  static final long KEY_FRAME_MS = 1_000;

  private final MediaLoop loop;
  private final DeviceId device;
  private final DeviceMessages messages;
  private final Runnable whenLost;
  private final SubscribeTransport transport;
  private List<Slot> slots = List.of();
  private Map<Producer, Layer> wanted = Map.of();
  private List<Track> told = List.of();
  private boolean connected;
  private boolean busy;
  private boolean closed;
  private int failures;
  private final Map<Producer, Integer> refusals = new HashMap<>();
  private long keyFramesAtMs = Long.MIN_VALUE;

  /// @param whenLost called once if the connection ends by itself
  Subscription(
      MediaLoop loop, Room room, DeviceId device, DeviceMessages messages, Runnable whenLost) {
    this.loop = loop;
    this.device = device;
    this.messages = messages;
    this.whenLost = whenLost;
    this.transport = room.subscribe(this);
    transport
        .open(AUDIO_SECTIONS, VIDEO_SECTIONS)
        .whenComplete(
            (consumers, failure) -> {
              if (failure == null) {
                slots = consumers.stream().map(Slot::of).toList();
                proceed();
              } else {
                lost("could not be opened: " + failure.getMessage());
              }
            });
  }

  /// From now on, the device is to get these producers in these layers, the most important first.
  void want(Map<Producer, Layer> producers) {
    wanted = new LinkedHashMap<>(producers);
    refusals.keySet().retainAll(producers.keySet());
    proceed();
  }

  /// The device shows what it showed before, and says so again because a picture is missing:
  /// asks for key frames, but not more often than every [#KEY_FRAME_MS].
  void refreshPictures() {
    List<String> mids =
        slots.stream()
            .filter(slot -> slot.isVideo() && slot.source() != null)
            .map(Slot::mid)
            .toList();
    if (!connected || closed || mids.isEmpty() || loop.nowMs() < keyFramesAtMs) {
      return;
    }
    keyFramesAtMs = loop.nowMs() + KEY_FRAME_MS;
    transport
        .requestKeyFrames(mids)
        .exceptionally(failure -> null); // the device asks again, or anew
  }

  /// Whose voices the device gets, or is about to get.
  Set<String> voices() {
    return slots.stream()
        .filter(slot -> !slot.isVideo())
        .map(Slot::source)
        .flatMap(Stream::ofNullable)
        .map(Producer::userId)
        .collect(Collectors.toSet());
  }

  /// A transport has ended by itself, and the sections that carried something of it with it.
  void transportLost(String name) {
    slots =
        slots.stream()
            .map(
                slot -> {
                  Producer source = slot.source();
                  return source != null && source.transport().equals(name) ? slot.dead() : slot;
                })
            .toList();
    tellIfChanged();
  }

  void answered(String sdp) {
    if (OfferedMedia.parse(sdp).hasTooManyCandidates()) {
      messages.failed(device, "the answer has too many candidates");
      return;
    }
    transport
        .answer(sdp)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                tell();
              } else if (!closed) {
                messages.failed(device, "the answer on subscribe was refused");
                lost("the answer was refused: " + failure.getMessage());
              }
            });
  }

  void addCandidate(Candidate candidate) {
    transport.addCandidate(candidate);
  }

  void close() {
    closed = true;
    transport.close();
  }

  /// Repeats what each section carries.
  void tell() {
    if (!closed) {
      told = tracks();
      messages.tracks(device, told);
    }
  }

  boolean isConnected() {
    return connected;
  }

  @Override
  public void connected() {
    connected = true;
    proceed();
  }

  @Override
  public void offered(String sdp) {
    if (!closed) {
      messages.offer(device, sdp);
    }
  }

  @Override
  public void candidate(Candidate candidate) {
    if (!closed) {
      messages.candidate(device, StreamKind.SUBSCRIBE, candidate);
    }
  }

  @Override
  public void lost(String reason) {
    if (!closed) {
      close();
      whenLost.run();
    }
  }

  private void proceed() {
    if (busy || closed || !connected || slots.isEmpty()) {
      return;
    }
    SlotPlan plan = SlotPlan.of(slots, accepted());
    if (plan.isEmpty()) {
      return;
    }
    busy = true;
    if (!plan.sources().isEmpty()) {
      forward(failures == 0 ? plan.sources() : plan.leastRefused(refusals));
    } else {
      prefer(plan);
    }
  }

  /// Tells the device first: the new picture begins with a key frame, which takes longer.
  private void forward(Map<String, Optional<Producer>> sources) {
    List<Slot> before = slots;
    slots = SlotPlan.apply(slots, sources);
    tellIfChanged();
    transport
        .forward(sources)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                succeeded();
              } else {
                slots = keepDead(before, slots);
                tellIfChanged();
                noteRefusal(sources);
                failed(failure);
              }
            });
  }

  private void noteRefusal(Map<String, Optional<Producer>> sources) {
    if (sources.size() == 1) {
      sources
          .values()
          .forEach(
              source -> source.ifPresent(producer -> refusals.merge(producer, 1, Integer::sum)));
    }
  }

  private Map<Producer, Layer> accepted() {
    Map<Producer, Layer> accepted = new LinkedHashMap<>(wanted);
    accepted.keySet().removeIf(producer -> refusals.getOrDefault(producer, 0) >= MOST_REFUSALS);
    return accepted;
  }

  /// The earlier sections. Those that have lost their source meanwhile become dead.
  private static List<Slot> keepDead(List<Slot> before, List<Slot> now) {
    Set<String> dead = now.stream().filter(Slot::isDead).map(Slot::mid).collect(Collectors.toSet());
    return before.stream().map(slot -> dead.contains(slot.mid()) ? slot.dead() : slot).toList();
  }

  private void prefer(SlotPlan plan) {
    transport
        .prefer(plan.layers())
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                slots = SlotPlan.applyLayers(slots, plan.layers());
                succeeded();
              } else {
                failed(failure);
              }
            });
  }

  private void succeeded() {
    busy = false;
    failures = 0;
    proceed();
  }

  /// A producer may be gone by the time it is asked for, which is heard a little later.
  private void failed(@Nullable Throwable failure) {
    failures++;
    if (failures >= MOST_FAILURES) {
      lost("too many requests failed: " + (failure == null ? "" : failure.getMessage()));
    } else {
      loop.after(
          RETRY_MS,
          () -> {
            busy = false;
            proceed();
          });
    }
  }

  private void tellIfChanged() {
    if (!tracks().equals(told)) {
      tell();
    }
  }

  private List<Track> tracks() {
    return slots.stream()
        .flatMap(
            slot -> {
              Producer source = slot.source();
              return source == null
                  ? Stream.<Track>empty()
                  : Stream.of(new Track(slot.mid(), source.userId(), source.kind()));
            })
        .toList();
  }
}
