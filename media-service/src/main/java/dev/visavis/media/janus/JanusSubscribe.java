package dev.visavis.media.janus;

import dev.visavis.media.layers.Layer;
import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.Consumer;
import dev.visavis.media.room.Producer;
import dev.visavis.media.room.SubscribeTransport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// A subscriber of the VideoRoom plugin. Its sections begin as, and return to, subscriptions of
/// the room's dummy publisher, which sends nothing: a section that has had a source can change
/// it without a negotiation.
final class JanusSubscribe extends JanusTransport implements SubscribeTransport {
  private final JanusRoom room;
  private final SubscribeTransport.Listener listener;
  private final Set<String> videoMids = new HashSet<>();

  /// The producer that each section carries, by its mid.
  private final Map<String, Producer> carried = new HashMap<>();

  JanusSubscribe(JanusRoom room, SubscribeTransport.Listener listener) {
    super(room, listener);
    this.room = room;
    this.listener = listener;
  }

  @Override
  public CompletionStage<List<Consumer>> open(int audioSections, int videoSections) {
    JsonArray streams = new JsonArray();
    for (int i = 0; i < audioSections + videoSections; i++) {
      streams.add(room.nothing(i >= audioSections));
    }
    return handle()
        .request(
            new JsonObject()
                .put("request", "join")
                .put("ptype", "subscriber")
                .put("room", room.name())
                .put("autoupdate", false)
                .put("streams", streams),
            null)
        .thenApply(
            reply -> {
              List<Consumer> consumers = JanusMessages.consumers(JanusMessages.data(reply));
              consumers.stream()
                  .filter(Consumer::isVideo)
                  .forEach(consumer -> videoMids.add(consumer.mid()));
              offered(reply);
              return consumers;
            });
  }

  @Override
  public CompletionStage<Void> answer(String sdp) {
    described();
    return handle()
        .request(new JsonObject().put("request", "start"), JanusMessages.jsep("answer", sdp))
        .thenAccept(this::offered);
  }

  @Override
  public CompletionStage<Void> forward(Map<String, Optional<Producer>> sources) {
    JsonArray streams = new JsonArray();
    sources.forEach(
        (mid, source) ->
            streams.add(
                source
                    .map(
                        producer ->
                            new JsonObject()
                                .put("feed", producer.transport())
                                .put("mid", producer.mid()))
                    .orElseGet(() -> room.nothing(videoMids.contains(mid)))
                    .put("sub_mid", mid)));
    return handle()
        .request(new JsonObject().put("request", "switch").put("streams", streams), null)
        .thenAccept(
            reply -> {
              sources.forEach(
                  (mid, source) ->
                      source.ifPresentOrElse(
                          producer -> carried.put(mid, producer), () -> carried.remove(mid)));
              offered(reply);
            });
  }

  @Override
  public CompletionStage<Void> prefer(Map<String, Layer> layers) {
    JsonArray streams = new JsonArray();
    layers.forEach(
        (mid, layer) ->
            streams.add(new JsonObject().put("mid", mid).put("substream", substream(mid, layer))));
    return handle()
        .request(new JsonObject().put("request", "configure").put("streams", streams), null)
        .thenAccept(this::offered);
  }

  private int substream(String mid, Layer layer) {
    Producer producer = carried.get(mid);
    return (producer == null ? Simulcast.UNKNOWN : room.simulcastOf(producer)).substream(layer);
  }

  /// Janus asks the sender whenever `send` is set, even if it was set before.
  @Override
  public CompletionStage<Void> requestKeyFrames(Collection<String> mids) {
    JsonArray streams = new JsonArray();
    mids.forEach(mid -> streams.add(new JsonObject().put("mid", mid).put("send", true)));
    return handle()
        .request(new JsonObject().put("request", "configure").put("streams", streams), null)
        .thenAccept(this::offered);
  }

  @Override
  public void addCandidate(Candidate candidate) {
    trickle(candidate);
  }

  /// A negotiation becomes necessary when a section whose source has ended gets a new one.
  @Override
  void happened(JsonObject event) {
    offered(event);
  }

  private void offered(JsonObject message) {
    String sdp = JanusMessages.sdp(message, "offer");
    if (sdp != null) {
      listener.offered(sdp);
    }
  }
}
