package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.limits.SocketRateLimiter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.websockets.next.CloseReason;
import java.util.concurrent.TimeUnit;

/// Limits the rate of frames that are not messages: pings, each of which causes a pong, and
/// continuations. It also stops reading from a client that does not read, so that no pongs pile up
/// for it. Vert.x answers pings automatically, so this handler comes before it.
final class FrameThrottle extends ChannelInboundHandlerAdapter {
  /// Time for the client to receive the close; a client that reads nothing never does.
  private static final long LINGER_SECONDS = 5;

  private final SocketRateLimiter rateLimiter = new SocketRateLimiter(System.nanoTime());
  private boolean closing;

  @Override
  public void channelRead(ChannelHandlerContext channel, Object read) {
    if (closing) {
      ReferenceCountUtil.release(read);
    } else if (read instanceof PingWebSocketFrame || read instanceof ContinuationWebSocketFrame) {
      limited(channel, read);
    } else {
      channel.fireChannelRead(read);
    }
  }

  private void limited(ChannelHandlerContext channel, Object frame) {
    switch (rateLimiter.next(System.nanoTime())) {
      case SocketRateLimiter.Allowed pass -> channel.fireChannelRead(frame);
      case SocketRateLimiter.Limited wait -> {
        // The pong to a later ping answers this one too (RFC 6455, 5.5.3).
        if (frame instanceof PingWebSocketFrame) {
          ReferenceCountUtil.release(frame);
        } else {
          channel.fireChannelRead(frame);
        }
      }
      case SocketRateLimiter.Abusive abuse -> {
        ReferenceCountUtil.release(frame);
        closing = true;
        CloseReason reason = CloseCode.ABUSE.reason();
        channel.writeAndFlush(new CloseWebSocketFrame(reason.getCode(), reason.getMessage()));
        channel.executor().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    channel.channel().config().setAutoRead(channel.channel().isWritable());
    channel.fireChannelWritabilityChanged();
  }
}
