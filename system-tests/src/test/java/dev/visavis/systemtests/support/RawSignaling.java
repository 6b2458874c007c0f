package dev.visavis.systemtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signaling socket that reads only when it is told to, and sends each message in one frame,
/// however large (Java's client splits large ones).
public final class RawSignaling implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket socket;
  private final DataInputStream in;
  private final int timeoutMs;

  private RawSignaling(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.timeoutMs = socket.getSoTimeout();
  }

  /// A registered device of `person`.
  public static RawSignaling registered(Stack stack, Person person, String deviceId)
      throws IOException {
    Socket socket = Http1.open(stack);
    Http1.upgrade(socket, person);
    RawSignaling device = new RawSignaling(socket);
    device.send("register", null, Json.object("deviceId", deviceId));
    device.await("registered", "");
    return device;
  }

  /// Places a video call; returns its id.
  public String initiate(Person callee) throws IOException {
    ObjectNode message = Json.object("type", "initiate_call");
    message.put("idempotencyKey", UUID.randomUUID().toString());
    message.set("payload", Json.object("calleeId", callee.id(), "callType", "video"));
    write(TEXT, message.toString().getBytes(UTF_8));
    return await("call_initiated", "").path("callId").asText();
  }

  public void send(String type, @Nullable String callId, ObjectNode payload) throws IOException {
    ObjectNode message = Json.object("type", type, "payload", payload);
    if (callId != null) {
      message.put("callId", callId);
    }
    write(TEXT, message.toString().getBytes(UTF_8));
  }

  /// Reads on to the next message of this type that contains `text`.
  public JsonNode await(String type, String text) throws IOException {
    JsonNode message = next(type, text, LIMIT);
    if (message == null) {
      throw new AssertionError("no " + type + " within " + LIMIT);
    }
    return message;
  }

  /// Reads on; whether a message of this type that contains `text` comes within this time.
  public boolean reads(String type, String text, Duration within) throws IOException {
    return next(type, text, within) != null;
  }

  private @Nullable JsonNode next(String type, String text, Duration within) throws IOException {
    long deadline = System.nanoTime() + within.toNanos();
    while (arrives(deadline)) {
      Frame frame = read();
      if (frame.opcode() == CLOSE) {
        throw new AssertionError("closed with " + frame.closeCode() + " instead of " + type);
      }
      if (frame.opcode() == TEXT) {
        JsonNode message = Json.parse(new String(frame.payload(), UTF_8));
        if (message.path("type").asText().equals(type) && message.toString().contains(text)) {
          return message;
        }
      }
    }
    return null;
  }

  /// Whether a frame begins to arrive before this time of `System.nanoTime()`.
  private boolean arrives(long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    socket.setSoTimeout(Math.toIntExact(1 + left / 1_000_000));
    in.mark(1);
    try {
      in.readUnsignedByte();
      in.reset();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(timeoutMs);
    }
  }

  /// Reads on until the server closes; 1006 if it does so without a close frame.
  public int closeCode() throws IOException {
    try {
      Frame frame = read();
      while (frame.opcode() != CLOSE) {
        frame = read();
      }
      return frame.closeCode();
    } catch (EOFException e) {
      return 1006;
    }
  }

  private record Frame(int opcode, byte[] payload) {
    int closeCode() {
      return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    }
  }

  /// The next frame. A ping is answered.
  private Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0xf;
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    Frame frame = new Frame(opcode, in.readNBytes(Math.toIntExact(length)));
    if (opcode == PING) {
      write(PONG, frame.payload());
    }
    return frame;
  }

  /// Sends one frame, masked with zeros.
  private void write(int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
    DataOutputStream frame = new DataOutputStream(bytes);
    frame.writeByte(0x80 | opcode);
    if (payload.length < 126) {
      frame.writeByte(0x80 | payload.length);
    } else if (payload.length <= 0xffff) {
      frame.writeByte(0x80 | 126);
      frame.writeShort(payload.length);
    } else {
      frame.writeByte(0x80 | 127);
      frame.writeLong(payload.length);
    }
    frame.writeInt(0);
    frame.write(payload);
    socket.getOutputStream().write(bytes.toByteArray());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
