package dev.visavis.call.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.MessageTraits.Becomes;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The reader accepts the messages that the catalogue lists as commands or signals, and no others.
class CommandReaderTest {
  private static final Set<Becomes> IN_THE_LOG = Set.of(Becomes.COMMAND, Becomes.SIGNAL);

  @TestFactory
  Stream<DynamicTest> everyCommandAndSignalIsRead() {
    return MessageCatalogue.all(traits -> IN_THE_LOG.contains(traits.getBecomes())).stream()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () -> {
                      DecodedCommand command = CommandReader.read("call", record(type));
                      assertEquals(MessageCatalogue.name(type), command.kind());
                      assertEquals(
                          MessageCatalogue.traits(type).getBecomes() == Becomes.SIGNAL,
                          command.command() instanceof CallCommand.RelaySignal);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyOtherMessageIsRefused() {
    return MessageCatalogue.all(traits -> !IN_THE_LOG.contains(traits.getBecomes())).stream()
        .map(
            type ->
                dynamicTest(
                    type.name(),
                    () ->
                        assertThrows(
                            UndecodableCommandException.class,
                            () -> CommandReader.read("call", record(type)))));
  }

  private static ByteString record(BodyCase type) {
    FieldDescriptor body = SignalingMessage.getDescriptor().findFieldByNumber(type.getNumber());
    SignalingMessage.Builder message = SignalingMessage.newBuilder();
    message.setField(body, message.newBuilderForField(body).build());
    Sender.Builder sender = Sender.newBuilder();
    sender.getUserBuilder().setId("alice");
    sender.getDeviceBuilder().setUserId("alice").setDeviceId("laptop");
    return dev.visavis.proto.v1.CallCommand.newBuilder()
        .setCommandId("1")
        .setCallId("call")
        .setSender(sender)
        .setMessage(message)
        .build()
        .toByteString();
  }
}
