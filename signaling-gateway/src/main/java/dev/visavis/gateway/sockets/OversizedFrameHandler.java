package dev.visavis.gateway.sockets;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.websockets.next.CloseReason;
import java.util.concurrent.TimeUnit;

/// Answers a single frame that is too large to be read at all with 1009. The decoder fails on its
/// head, before any WebSocket hears of it, and Vert.x then closes the connection without a word;
/// so this stands between the two, in the channel itself.
final class OversizedFrameHandler extends ChannelInboundHandlerAdapter {
  /// What is still on its way is read and dropped: closing on it would reset the connection, and
  /// the client would never see why.
  private static final long LINGER_SECONDS = 5;

  private boolean refused;

  @Override
  public void channelRead(ChannelHandlerContext channel, Object read) {
    if (refused) {
      ReferenceCountUtil.release(read);
    } else {
      channel.fireChannelRead(read);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
    if (!isTooLarge(failure)) {
      channel.fireExceptionCaught(failure);
    } else if (!refused) {
      refused = true;
      CloseReason reason = CloseCode.TOO_LARGE.reason();
      channel.writeAndFlush(new CloseWebSocketFrame(reason.getCode(), reason.getMessage()));
      channel.pipeline().remove(WebSocketFrameDecoder.class);
      channel.executor().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof CorruptedWebSocketFrameException corrupted
        && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
  }
}
