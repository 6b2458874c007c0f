package dev.visavis.systemtests.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// Requests to the edge that no HTTP client would send.
public final class Http1 {
  private static final int TIMEOUT_MS = 20_000;

  private Http1() {}

  /// Connects to the edge.
  public static Socket open(Stack stack) throws IOException {
    Socket socket = new Socket("127.0.0.1", stack.url().getPort());
    socket.setSoTimeout(TIMEOUT_MS);
    return socket;
  }

  /// Sends a request or a part of one.
  ///
  /// @return the status of the response, or 0 if there is none within the socket's timeout
  public static int ask(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    try {
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
      return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }
}
