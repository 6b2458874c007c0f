package dev.visavis.gateway.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A WebSocket client that ignores the protocol: it sends any frames and never answers.
public final class RawSocket implements AutoCloseable {
  private static final int TIMEOUT_MS = 30_000;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 8;
  private static final int PONG = 10;

  public static final int PING = 0x89;
  public static final int FIRST_OF_TEXT = 0x01;
  public static final int CONTINUATION = 0x00;

  private final List<String> texts = new ArrayList<>();
  private final Socket socket;
  private final DataInputStream in;
  private int pongs;

  public RawSocket(Person person) throws IOException {
    URI address = Client.address();
    socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(TIMEOUT_MS);
    String upgrade =
        "GET /signaling HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + person.token()
            + "\r\n\r\n";
    socket.getOutputStream().write(upgrade.getBytes(US_ASCII));
    in = new DataInputStream(socket.getInputStream());
    skipHead();
  }

  private void skipHead() throws IOException {
    for (int last = 0; last != 0x0d0a0d0a; ) {
      last = last << 8 | in.readUnsignedByte();
    }
  }

  public void sendText(byte[] payload) throws IOException {
    sendText(payload, 1);
  }

  /// Sends the text frame `times` times at once, masked with zeros.
  public void sendText(byte[] payload, int times) throws IOException {
    send(TEXT, payload, times);
  }

  /// Sends a frame of any kind `times` times at once.
  ///
  /// @param head the opcode, plus 0x80 if the frame ends its message
  public void send(int head, byte[] payload, int times) throws IOException {
    byte[] frame = frame(head, payload);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      frames.write(frame);
    }
    socket.getOutputStream().write(frames.toByteArray());
  }

  private static byte[] frame(int head, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift) & 0xff);
      }
    }
    frame.write(new byte[4]);
    frame.write(payload);
    return frame.toByteArray();
  }

  /// Reads until the server closes and returns the close code; 1006 without a close frame.
  public int closeCode() throws IOException {
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0xf;
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
          length = in.readUnsignedShort();
        } else if (length == 127) {
          length = in.readLong();
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (opcode == 1) {
          texts.add(new String(payload, UTF_8));
        }
        if (opcode == PONG) {
          pongs++;
        }
        if (opcode == CLOSE) {
          return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        }
      }
    } catch (EOFException e) {
      return 1006;
    }
  }

  /// The number of pongs that [#closeCode] has read.
  public int pongs() {
    return pongs;
  }

  /// The text frames that [#closeCode] has read.
  public List<String> texts() {
    return texts;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
