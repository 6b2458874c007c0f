package dev.visavis.turn;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Checks whether a TURN server is running with a STUN binding request (RFC 8489, section 5), which
/// needs no credentials.
final class StunProbe {
  private static final int HEADER_BYTES = 20;
  private static final short BINDING_REQUEST = 0x0001;
  private static final short BINDING_SUCCESS = 0x0101;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int TRANSACTION_BYTES = 12;
  private static final int MAX_BYTES = 1500;

  /// The time to wait for the answer to each of the three datagrams; one or two may be lost.
  private static final int[] UDP_WAITS_MS = {200, 300, 500};

  private static final int TCP_WAIT_MS = 500;
  private static final SecureRandom RANDOM = new SecureRandom();

  private StunProbe() {}

  /// Whether the TURN server answers at any of its addresses, because one transport may be blocked.
  static boolean isUp(TurnServer server) {
    return server.addresses().stream().anyMatch(StunProbe::isUp);
  }

  private static boolean isUp(TurnServer.Address address) {
    InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
    try {
      return switch (address.transport()) {
        case UDP -> isUpUdp(target);
        case TCP -> isUpTcp(target);
        case TLS -> accepts(target);
      };
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isUpUdp(InetSocketAddress target) throws IOException {
    byte[] request = request();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target); // reports "port unreachable" at once
      for (int wait : UDP_WAITS_MS) {
        socket.send(new DatagramPacket(request, request.length));
        socket.setSoTimeout(wait);
        DatagramPacket response = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
        try {
          socket.receive(response);
          return isResponse(ByteBuffer.wrap(response.getData(), 0, response.getLength()), request);
        } catch (SocketTimeoutException e) {
          continue; // send the next datagram
        }
      }
      return false;
    }
  }

  private static boolean isUpTcp(InetSocketAddress target) throws IOException {
    byte[] request = request();
    try (Socket socket = new Socket()) {
      socket.connect(target, TCP_WAIT_MS);
      socket.setSoTimeout(TCP_WAIT_MS);
      socket.getOutputStream().write(request);
      return isResponse(ByteBuffer.wrap(socket.getInputStream().readNBytes(HEADER_BYTES)), request);
    }
  }

  /// Does not verify the certificate; the browsers do.
  private static boolean accepts(InetSocketAddress target) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(target, TCP_WAIT_MS);
      return true;
    }
  }

  private static byte[] request() {
    byte[] transaction = new byte[TRANSACTION_BYTES];
    RANDOM.nextBytes(transaction);
    return ByteBuffer.allocate(HEADER_BYTES)
        .putShort(BINDING_REQUEST)
        .putShort((short) 0)
        .putInt(MAGIC_COOKIE)
        .put(transaction)
        .array();
  }

  private static boolean isResponse(ByteBuffer response, byte[] request) {
    if (response.remaining() < HEADER_BYTES
        || response.getShort(response.position()) != BINDING_SUCCESS) {
      return false;
    }
    int cookie = HEADER_BYTES - TRANSACTION_BYTES - Integer.BYTES;
    return response
        .slice(response.position() + cookie, TRANSACTION_BYTES + Integer.BYTES)
        .equals(ByteBuffer.wrap(request, cookie, TRANSACTION_BYTES + Integer.BYTES));
  }
}
