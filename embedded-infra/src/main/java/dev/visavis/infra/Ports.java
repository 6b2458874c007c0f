package dev.visavis.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Finds and checks TCP ports of this machine.
public final class Ports {
  private Ports() {}

  /// A port that was free a moment ago; another process may take it first.
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new InfraException("this machine has no free port: " + e.getMessage(), e);
    }
  }

  /// Whether `host:port` can be bound now.
  public static boolean isFree(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether a process on this machine accepts connections at `port`.
  public static boolean accepts(int port) {
    return accepts("127.0.0.1", port);
  }

  /// Whether a process accepts connections at `host:port`.
  public static boolean accepts(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
