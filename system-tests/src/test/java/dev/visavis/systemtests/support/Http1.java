package dev.visavis.systemtests.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
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

  /// Opens a signaling socket of `person` on this connection, and reads nothing behind the head.
  public static void upgrade(Socket socket, Person person) throws IOException {
    String request =
        "GET /signaling HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + person.token()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int next = 0; next >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
      next = in.read();
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("not upgraded: " + head);
    }
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
