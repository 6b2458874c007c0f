package dev.visavis.gateway.sockets;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.impl.HttpServerConnection;
import jakarta.inject.Singleton;

/// Adds the handlers below Vert.x to each connection's channel before the upgrade.
@Singleton
final class ChannelSetup implements HttpUpgradeCheck {
  /// The key under which the socket finds its channel.
  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  private static final String OVERSIZED = "visavis-oversized-frames";
  private static final String THROTTLE = "visavis-frame-throttle";
  private static final String FLUSHES = "visavis-flushes";

  /// Messages that are written to a socket in one turn of its event loop (candidates come in
  /// bursts) are flushed together at the end of that turn, up to this number.
  private static final int MAX_MESSAGES_PER_FLUSH = 64;

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    if (context.httpRequest().connection() instanceof HttpServerConnection connection) {
      ChannelHandlerContext vertx = connection.channelHandlerContext();
      ChannelPipeline pipeline = vertx.pipeline();
      if (pipeline.get(OVERSIZED) == null) { // a connection may ask again after a refusal
        pipeline.addFirst(FLUSHES, new FlushConsolidationHandler(MAX_MESSAGES_PER_FLUSH, true));
        pipeline.addBefore(vertx.name(), OVERSIZED, new OversizedFrameHandler());
        pipeline.addBefore(vertx.name(), THROTTLE, new FrameThrottle());
      }
      context.userData().put(CHANNEL, vertx.channel());
    }
    return CheckResult.permitUpgrade();
  }
}
