package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.CloseCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.websockets.next.CloseReason;
import java.util.concurrent.TimeUnit;

/// Closes the socket with 1009 if a single frame is too large to decode. The decoder fails on its
/// header, and Vert.x would then close the connection without a close code, so this handler comes
/// between the two.
final class OversizedFrameHandler extends ChannelInboundHandlerAdapter {
  /// The rest of the frame is read and dropped: closing earlier would reset the connection, and the
  /// client would never see the close code.
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
