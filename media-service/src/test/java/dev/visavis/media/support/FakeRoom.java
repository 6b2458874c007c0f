package dev.visavis.media.support;

import dev.visavis.media.layers.Layer;
import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.Consumer;
import dev.visavis.media.room.MediaServerException;
import dev.visavis.media.room.Producer;
import dev.visavis.media.room.PublishTransport;
import dev.visavis.media.room.Room;
import dev.visavis.media.room.SubscribeTransport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A room in memory. Its connections come up when the test says so.
public final class FakeRoom implements Room {
  private final Runnable whenClosed;
  private final List<Publish> publishes = new ArrayList<>();
  private final List<Subscribe> subscribes = new ArrayList<>();
  private boolean isClosed;

  FakeRoom(Runnable whenClosed) {
    this.whenClosed = whenClosed;
  }

  public static FakeRoom open() {
    return new FakeRoom(() -> {});
  }

  @Override
  public PublishTransport publish(String name, PublishTransport.Listener listener) {
    Publish publish = new Publish(name, listener);
    publishes.add(publish);
    return publish;
  }

  @Override
  public SubscribeTransport subscribe(SubscribeTransport.Listener listener) {
    Subscribe subscribe = new Subscribe(listener);
    subscribes.add(subscribe);
    return subscribe;
  }

  @Override
  public CompletionStage<Void> close() {
    isClosed = true;
    whenClosed.run();
    return CompletableFuture.completedFuture(null);
  }

  public boolean isClosed() {
    return isClosed;
  }

  public List<Publish> publishes() {
    return publishes;
  }

  public List<Subscribe> subscribes() {
    return subscribes;
  }

  /// Brings up all connections.
  public void connectAll() {
    List.copyOf(publishes).forEach(publish -> publish.listener().connected());
    List.copyOf(subscribes).forEach(subscribe -> subscribe.listener().connected());
  }

  /// The connection on which a device sends.
  public static final class Publish implements PublishTransport {
    private final String name;
    private final PublishTransport.Listener listener;
    private final List<Candidate> candidates = new ArrayList<>();
    private boolean isClosed;

    private Publish(String name, PublishTransport.Listener listener) {
      this.name = name;
      this.listener = listener;
    }

    public String name() {
      return name;
    }

    public PublishTransport.Listener listener() {
      return listener;
    }

    public List<Candidate> candidates() {
      return candidates;
    }

    public boolean isClosed() {
      return isClosed;
    }

    @Override
    public CompletionStage<String> negotiate(String offerSdp) {
      if (offerSdp.contains("refuse")) {
        return CompletableFuture.failedFuture(new MediaServerException("bad SDP"));
      }
      String sections = offerSdp.contains("reject camera") ? "\nm=audio 9 x\nm=video 0 x" : "";
      return CompletableFuture.completedFuture("answer to " + name + sections);
    }

    @Override
    public void addCandidate(Candidate candidate) {
      candidates.add(candidate);
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  /// The connection on which a device receives: audio sections have the mids a0, a1, …, video
  /// sections v0, v1, …
  public static final class Subscribe implements SubscribeTransport {
    private final SubscribeTransport.Listener listener;
    private final Map<String, Producer> sources = new LinkedHashMap<>();
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final List<String> answers = new ArrayList<>();
    private final List<String> keyFrames = new ArrayList<>();
    private int requests;
    private int failures;
    private String refusedUser = "";
    private boolean isClosed;

    private Subscribe(SubscribeTransport.Listener listener) {
      this.listener = listener;
    }

    public SubscribeTransport.Listener listener() {
      return listener;
    }

    /// The producer that each section carries.
    public Map<String, Producer> sources() {
      return sources;
    }

    public Map<String, Layer> layers() {
      return layers;
    }

    public List<String> answers() {
      return answers;
    }

    /// The sections for which key frames were asked for.
    public List<String> keyFrames() {
      return keyFrames;
    }

    /// How many changes were asked for.
    public int requests() {
      return requests;
    }

    public boolean isClosed() {
      return isClosed;
    }

    /// Refuses the next changes.
    public void refuse(int count) {
      failures = count;
    }

    /// Refuses to forward this user.
    public void refuse(String userId) {
      refusedUser = userId;
    }

    @Override
    public CompletionStage<List<Consumer>> open(int audioSections, int videoSections) {
      List<Consumer> consumers = new ArrayList<>();
      for (int i = 0; i < audioSections; i++) {
        consumers.add(new Consumer("a" + i, false));
      }
      for (int i = 0; i < videoSections; i++) {
        consumers.add(new Consumer("v" + i, true));
      }
      listener.offered("offer of " + consumers.size());
      return CompletableFuture.completedFuture(consumers);
    }

    @Override
    public CompletionStage<Void> answer(String sdp) {
      answers.add(sdp);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> forward(Map<String, Optional<Producer>> changes) {
      requests++;
      boolean isRefused =
          changes.values().stream()
              .anyMatch(change -> change.filter(it -> it.userId().equals(refusedUser)).isPresent());
      if (isRefused) {
        return CompletableFuture.failedFuture(new MediaServerException("no such mid"));
      }
      if (failures > 0) {
        failures--;
        return CompletableFuture.failedFuture(new MediaServerException("no such feed"));
      }
      changes.forEach(
          (mid, producer) -> {
            sources.remove(mid);
            layers.remove(mid);
            producer.ifPresent(source -> sources.put(mid, source));
          });
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> prefer(Map<String, Layer> changes) {
      requests++;
      layers.putAll(changes);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> requestKeyFrames(Collection<String> mids) {
      keyFrames.addAll(mids);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void addCandidate(Candidate candidate) {}

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
