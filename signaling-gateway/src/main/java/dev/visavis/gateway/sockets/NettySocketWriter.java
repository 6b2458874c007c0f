package dev.visavis.gateway.sockets;

import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.SocketWriter;
import dev.visavis.proto.JsonCodec;
import dev.visavis.proto.v1.SignalingMessage;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Writes to one socket, in the encoding agreed at the upgrade, and counts the bytes that the
/// client has not read yet.
///
/// It writes directly to the channel. Writing messages is most of a gateway's work, and Quarkus's
/// connection would double its cost, because it creates a pipeline of `Uni`s for each message.
final class NettySocketWriter implements SocketWriter {
  private static final Logger LOG = Logger.getLogger(NettySocketWriter.class);

  private final WebSocketConnection connection;
  private final Channel channel;
  private final boolean binary;
  private final int maxBytes;
  private final AtomicInteger waitingBytes = new AtomicInteger();

  /// @param channel the channel of the connection
  /// @param maxBytes the maximum number of bytes that the client has not read yet
  NettySocketWriter(WebSocketConnection connection, Channel channel, boolean binary, int maxBytes) {
    this.connection = connection;
    this.channel = channel;
    this.binary = binary;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean binary() {
    return binary;
  }

  @Override
  public boolean write(SignalingMessage message) {
    if (connection.isClosed()) {
      return true; // the socket is notified of the close separately
    }
    WebSocketFrame frame =
        binary
            ? new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message.toByteArray()))
            : new TextWebSocketFrame(
                ByteBufUtil.writeUtf8(channel.alloc(), JsonCodec.encode(message)));
    int bytes = frame.content().readableBytes();
    if (waitingBytes.addAndGet(bytes) > maxBytes) {
      frame.release();
      return false;
    }
    channel.writeAndFlush(frame).addListener((ChannelFuture sent) -> written(bytes, sent));
    return true;
  }

  private void written(int bytes, ChannelFuture sent) {
    if (sent.isSuccess()) {
      waitingBytes.addAndGet(-bytes);
    } else {
      LOG.debugf("Not written: %s", sent.cause());
    }
  }

  @Override
  public void ping(long number) {
    connection
        .sendPing(Buffer.buffer(Long.BYTES).appendLong(number))
        .subscribe()
        .with(sent -> {}, failure -> LOG.debugf("No ping sent: %s", failure.getMessage()));
  }

  @Override
  public void close(CloseCode code) {
    if (connection.isClosed()) {
      return;
    }
    connection
        .close(code.reason())
        .subscribe()
        .with(closed -> {}, failure -> LOG.debugf("Closed already: %s", failure.getMessage()));
  }
}
