package dev.visavis.gateway.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Limits a client that pings and does not read the pongs.
class FrameThrottleTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new FrameThrottle());

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void readingStopsWhileTheClientDoesNotRead() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(100, 200));
    channel.write(new PongWebSocketFrame(Unpooled.buffer().writeZero(100)));
    assertTrue(channel.config().isAutoRead(), "a small backlog is allowed");

    channel.write(new PongWebSocketFrame(Unpooled.buffer().writeZero(100)));
    channel.runPendingTasks();
    assertFalse(channel.isWritable());
    assertFalse(channel.config().isAutoRead());

    channel.flush();
    channel.runPendingTasks();
    assertTrue(channel.isWritable());
    assertTrue(channel.config().isAutoRead());
  }

  @Test
  void aPingWithinTheRateIsPassedOn() {
    assertTrue(channel.writeInbound(new PingWebSocketFrame()));
    PingWebSocketFrame passed = assertInstanceOf(PingWebSocketFrame.class, channel.readInbound());
    assertEquals(1, passed.refCnt());
    passed.release();
    assertNull(channel.readInbound());
  }
}
