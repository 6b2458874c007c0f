package dev.visavis.call.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.visavis.call.domain.value.MediaChange;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.UserInfo;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MediaStateCodecTest {
  private static final MediaState MUTED = MediaState.newBuilder().setAudio(false).build();

  @Test
  void aFieldMissingFromAPartialStateKeepsItsValue() throws UndecodableCommandException {
    assertEquals(new MediaChange(false, null, null, null, null), read(MUTED, true));
    assertEquals(
        new MediaChange(null, true, null, null, true),
        read(MediaState.newBuilder().setVideo(true).setHold(true).build(), true));
    assertEquals(
        new MediaChange(null, null, null, null, null), read(MediaState.getDefaultInstance(), true));
  }

  /// An older gateway, which always sends all fields, does not set the flag.
  @Test
  void aFieldMissingFromACompleteStateIsOff() throws UndecodableCommandException {
    assertEquals(new MediaChange(false, false, false, null, null), read(MUTED, false));
  }

  private static MediaChange read(MediaState state, boolean partial)
      throws UndecodableCommandException {
    String user = UUID.randomUUID().toString();
    String callId = UUID.randomUUID().toString();
    CallCommand command =
        CallCommand.newBuilder()
            .setCallId(callId)
            .setCommandId("connection:1")
            .setSender(
                Sender.newBuilder()
                    .setUser(UserInfo.newBuilder().setId(user).setName("Ann"))
                    .setDevice(
                        DeviceRoute.newBuilder()
                            .setUserId(user)
                            .setDeviceId("phone")
                            .setConnectionId("connection")))
            .setMessage(SignalingMessage.newBuilder().setCallId(callId).setMediaState(state))
            .setMediaIsPartial(partial)
            .build();
    DecodedCommand read = CommandReader.read(callId, command.toByteString());
    return assertInstanceOf(
            dev.visavis.call.domain.decision.CallCommand.MediaState.class, read.command())
        .change();
  }
}
