package dev.visavis.gateway.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.gateway.support.RawSocket;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Invalid input gets the error of docs/protocol.md, "Errors". The client's socket stays open, and
/// another client is not affected.
@QuarkusTest
class BadInputTest extends GatewayTest {
  private static final int LARGE_FRAME = 300 * 1024;
  private static final int HUGE_FRAME = 2 * 1024 * 1024;
  private final Person mallory = Person.named("Mallory");
  private final String callId = UUID.randomUUID().toString();
  private Client client;
  private Client bystander;

  @BeforeEach
  void connect() {
    bystander = Client.registered(Person.named("Bob"), "phone");
    client = Client.registered(mallory, "phone");
  }

  @AfterEach
  void bystanderIsUnharmed() {
    works(bystander);
    bystander.close();
    client.close();
  }

  @Test
  void notJson() {
    client.sendRaw("hello?");
    client.nextError(ErrorCode.INVALID_MESSAGE);
    client.sendRaw("{\"type\":");
    client.nextError(ErrorCode.INVALID_MESSAGE);
    client.sendRaw("[]");
    client.nextError(ErrorCode.INVALID_MESSAGE);
    works(client);
  }

  @Test
  void anEmptyFrame() {
    client.sendRaw("");
    client.nextError(ErrorCode.INVALID_MESSAGE);
    client.sendBinary(new byte[0]);
    client.nextError(ErrorCode.INVALID_MESSAGE);
    works(client);
  }

  @Test
  void binaryNoise() {
    client.sendBinary(new byte[] {-1, 0, 17, 42, -128});
    client.nextError(ErrorCode.INVALID_MESSAGE);
    works(client);
  }

  @Test
  void binaryNoiseOnABinarySocket() {
    try (Client binary = Client.open(Client.binary(mallory))) {
      binary.sendBinary(new byte[] {-1, 0, 17, 42, -128});
      binary.nextError(ErrorCode.INVALID_MESSAGE);
      binary.sendRaw("{}");
      binary.nextError(ErrorCode.INVALID_MESSAGE);
      binary.sendBinary(SignalingMessage.getDefaultInstance().toByteArray());
      assertEquals(
          "type: is required", binary.nextError(ErrorCode.INVALID_MESSAGE).getError().getMessage());
    }
  }

  @Test
  void anUnknownType() {
    client.send("{'type':'teleport','requestId':'r1','payload':{}}");
    assertEquals("r1", client.nextError(ErrorCode.INVALID_MESSAGE).getRequestId());
    works(client);
  }

  @Test
  void aMissingField() {
    client.send(
        "{'type':'initiate_call','requestId':'r2','payload':{'callType':'video'},"
            + "'idempotencyKey':'k'}");
    SignalingMessage error = client.nextError(ErrorCode.INVALID_MESSAGE);
    assertEquals("r2", error.getRequestId());
    assertTrue(error.getError().getMessage().startsWith("payload.calleeId"), error::toString);
    works(client);
  }

  @Test
  void aFieldOfTheWrongKind() {
    client.send("{'type':'offer','callId':'" + callId + "','payload':{'sdp':17}}");
    SignalingMessage error = client.nextError(ErrorCode.INVALID_MESSAGE);
    assertTrue(error.getError().getMessage().startsWith("payload.sdp"), error::toString);
    works(client);
  }

  @Test
  void aMessageOfTheServer() {
    client.send("{'type':'call_ended','callId':'" + callId + "','payload':{'reason':'ended'}}");
    client.nextError(ErrorCode.INVALID_MESSAGE);
    works(client);
  }

  @Test
  void anSdpOf200KiB() {
    String sdp = "v".repeat(200 * 1024);
    client.send(
        "{'type':'offer','requestId':'r3','callId':'"
            + callId
            + "','payload':{'sdp':{'type':'offer','sdp':'"
            + sdp
            + "'}}}");
    SignalingMessage error = client.nextError(ErrorCode.PAYLOAD_TOO_LARGE);
    assertEquals("r3", error.getRequestId());
    assertEquals(callId, error.getCallId());
    works(client);
  }

  @Test
  void aCandidateOf5KiB() {
    String candidate = "c".repeat(5 * 1024);
    client.send(
        "{'type':'ice_candidate','callId':'"
            + callId
            + "','payload':{'candidate':{'candidate':'"
            + candidate
            + "'}}}");
    client.nextError(ErrorCode.PAYLOAD_TOO_LARGE);
    works(client);
  }

  @Test
  void aFrameOf300KiBClosesItsSocketOnly() throws IOException {
    try (RawSocket raw = new RawSocket(mallory)) {
      raw.sendText(" ".repeat(LARGE_FRAME).getBytes(UTF_8));
      assertEquals(1009, raw.closeCode());
    }
    works(client);
  }

  /// Larger than the decoder accepts.
  @Test
  void aFrameOf2MiBClosesItsSocketOnly() throws IOException {
    try (RawSocket raw = new RawSocket(mallory)) {
      raw.sendText(" ".repeat(HUGE_FRAME).getBytes(UTF_8));
      assertEquals(1009, raw.closeCode());
    }
    works(client);
  }

  @Test
  void aMessageOf2MiBInSeveralFramesClosesItsSocketOnly() {
    client.sendRaw(" ".repeat(HUGE_FRAME));
    assertEquals(1009, client.closed().code());
  }

  @Test
  void aMessageOf300KiBInSeveralFramesClosesItsSocketOnly() {
    client.sendRaw(" ".repeat(LARGE_FRAME));
    assertEquals(1009, client.closed().code());
  }

  @Test
  void aMessageBeforeRegister() {
    try (Client early = Client.of(mallory)) {
      early.send("{'type':'end_call','requestId':'r4','callId':'" + callId + "'}");
      SignalingMessage error = early.nextError(ErrorCode.NOT_REGISTERED);
      assertEquals("r4", error.getRequestId());
      assertEquals(callId, error.getCallId());
      early.register("tablet");
    }
  }

  /// The socket still works: a candidate reaches the log.
  private void works(Client socket) {
    String call = UUID.randomUUID().toString();
    socket.send("{'type':'ice_candidate','callId':'" + call + "','payload':{'candidate':null}}");
    services.command(command -> command.getCallId().equals(call));
    assertEquals(0, socket.unread());
  }
}
