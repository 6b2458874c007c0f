package dev.visavis.turn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnServerMonitorTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static TurnServer server(String url) {
    return TurnServer.of("", Optional.empty(), 1, List.of(url), "VISAVIS_TURN_URLS");
  }

  private static boolean isUp(String url) {
    return new TurnServerMonitor(Settings.checked()).isUp(server(url));
  }

  @Test
  void aServerThatAnswersStunOverUdpIsUp() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, HERE)) {
      Thread.ofVirtual().start(() -> answerDatagrams(server));
      assertTrue(isUp("turn:127.0.0.1:" + server.getLocalPort() + "?transport=udp"));
    }
  }

  @Test
  void aServerThatAnswersStunOverTcpIsUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      Thread.ofVirtual().start(() -> answerOneConnection(server));
      assertTrue(isUp("turn:127.0.0.1:" + server.getLocalPort() + "?transport=tcp"));
    }
  }

  @Test
  void aServerWhosePortIsClosedIsDown() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      port = server.getLocalPort();
    }
    assertFalse(isUp("turn:127.0.0.1:" + port + "?transport=tcp"));
    assertFalse(isUp("turn:127.0.0.1:" + port + "?transport=udp"));
    assertFalse(isUp("turns:127.0.0.1:" + port));
  }

  @Test
  void aServerThatHangsIsDownAlthoughItsPortIsOpen() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, HERE)) {
      assertFalse(isUp("turn:127.0.0.1:" + silent.getLocalPort() + "?transport=tcp"));
    }
  }

  @Test
  void withoutTheCheckEveryServerCountsAsUp() {
    TurnServerMonitor watch = new TurnServerMonitor(Settings.urls(Settings.URLS));
    assertTrue(watch.isUp(server("turn:nowhere.invalid")));
  }

  private static void answerDatagrams(DatagramSocket server) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
      while (true) {
        server.receive(packet);
        byte[] answer = answer(packet.getData());
        server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      assertTrue(server.isClosed(), e::toString); // the end of the test
    }
  }

  private static void answerOneConnection(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(answer(socket.getInputStream().readNBytes(20)));
    } catch (IOException e) {
      assertTrue(server.isClosed(), e::toString);
    }
  }

  private static byte[] answer(byte[] request) {
    return ByteBuffer.allocate(20)
        .putShort((short) 0x0101)
        .putShort((short) 0)
        .put(request, 4, 16)
        .array();
  }
}
