package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.visavis.proto.v1.CatalogueProto;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.MessageTraits;
import dev.visavis.proto.v1.MessageTraits.Becomes;
import dev.visavis.proto.v1.MessageTraits.CallIdRule;
import dev.visavis.proto.v1.MessageTraits.Direction;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessageCatalogueTest {
  /// Messages that do not belong to a call, and so do not appear in `./visavis explain`.
  private static final Set<String> NOT_OF_A_CALL =
      Set.of("register", "quality", "registered", "reconnect", "presence", "missed_calls");

  @TestFactory
  Stream<DynamicTest> everyMessageOfTheSchemaIsInTheCatalogue() {
    return JsonEnvelope.BODY.getFields().stream()
        .map(body -> dynamicTest(body.getName(), () -> assertIsDescribed(body)));
  }

  private static void assertIsDescribed(FieldDescriptor body) {
    assertTrue(
        body.getOptions().hasExtension(CatalogueProto.traits), "signaling.proto: add `traits`");
    BodyCase type = Objects.requireNonNull(BodyCase.forNumber(body.getNumber()));
    MessageTraits traits = MessageCatalogue.traits(type);
    assertEquals(body.getName(), MessageCatalogue.name(type));
    assertFalse(traits.getDirection() == Direction.NOWHERE, "it has a direction");
    assertEquals(
        MessageCatalogue.isFromClient(traits),
        traits.getBecomes() != Becomes.NOTHING,
        "what clients send becomes something, and nothing else does");
    assertEquals(
        NOT_OF_A_CALL.contains(body.getName()),
        traits.getWords().isEmpty(),
        "what is about a call has `words`");
    if (!MessageCatalogue.isFromClient(traits)) {
      assertEquals(CallIdRule.IGNORED, traits.getCallId(), "clients do not send it");
      assertFalse(traits.getJoins() || traits.getJoinedDeviceOnly(), "clients do not send it");
    }
    if (traits.getDirection() == Direction.TO_SERVER) {
      assertFalse(traits.getReliable(), "clients do not get it");
      assertEquals("", traits.getMetric(), "clients do not get it");
    }
  }

  @Test
  void theDirectionIsTheSectionOfTheProtocolPage() throws IOException {
    ProtocolPage page = ProtocolPage.read();
    assertSection(page, "Client to server", Direction.TO_SERVER);
    assertSection(page, "Both directions", Direction.BOTH);
    assertSection(page, "Server to client", Direction.TO_CLIENT);
  }

  private static void assertSection(ProtocolPage page, String title, Direction direction) {
    Set<String> there =
        page.text()
            .substring(page.text().indexOf("\n## " + title + "\n") + 1)
            .lines()
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("### `"))
            .map(line -> line.substring("### `".length(), line.length() - 1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> here =
        MessageCatalogue.all(traits -> traits.getDirection() == direction).stream()
            .map(MessageCatalogue::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(here, there, title);
  }

  @TestFactory
  Stream<DynamicTest> aSignalNamesItsReceiverAndItsSenderAndMustNotBeLost() {
    List<BodyCase> signals = MessageCatalogue.all(traits -> traits.getBecomes() == Becomes.SIGNAL);
    assertEquals(
        List.of(
            BodyCase.VIEW, BodyCase.OFFER, BodyCase.ANSWER, BodyCase.ICE_CANDIDATE, BodyCase.E2EE),
        signals);
    return signals.stream()
        .filter(type -> type != BodyCase.VIEW)
        .map(type -> dynamicTest(type.name(), () -> assertIsSignal(type)));
  }

  private static void assertIsSignal(BodyCase type) {
    FieldDescriptor body = SignalingMessage.getDescriptor().findFieldByNumber(type.getNumber());
    FieldDescriptor to = body.getMessageType().findFieldByName("to");
    FieldDescriptor from = body.getMessageType().findFieldByName("from");
    assertTrue(to.getOptions().getExtension(CatalogueProto.isUserId));
    assertEquals(List.of(from), MessageCatalogue.serverFields(type));
    assertTrue(MessageCatalogue.traits(type).getReliable());
    assertEquals(CallIdRule.REQUIRED, MessageCatalogue.traits(type).getCallId());
  }

  @Test
  void aRelayedSignalChangesOnlyItsAddress() {
    IceCandidateMessage.Builder candidate = IceCandidateMessage.newBuilder().setTo("bob");
    candidate.getCandidateBuilder().setCandidate("candidate:1");
    SignalingMessage sent =
        SignalingMessage.newBuilder().setCallId("c").setIceCandidate(candidate).build();
    assertEquals("bob", RelayAddress.to(sent));
    assertEquals("", RelayAddress.from(sent));
    assertEquals(
        SignalingMessage.newBuilder()
            .setCallId("c")
            .setIceCandidate(candidate.clone().clearTo().setFrom("alice"))
            .build(),
        RelayAddress.received(sent, "alice").build());
    assertEquals(candidate.clone().clearTo().build(), RelayAddress.content(sent));
  }

  @Test
  void aViewGoesToTheSfuAndIsNotChanged() {
    SignalingMessage.Builder view = SignalingMessage.newBuilder().setCallId("c");
    view.getViewBuilder().addTilesBuilder().setUserId("bob").setKind("camera").setHeight(360);
    assertEquals(RelayAddress.SFU, RelayAddress.to(view.build()));
    assertEquals("", RelayAddress.from(view.build()));
    assertEquals(view.build(), RelayAddress.received(view.build(), "alice").build());
    assertEquals(view.getView(), RelayAddress.content(view.build()));
    assertFalse(MessageCatalogue.isReliable(view.setId("1").build()));
  }

  @Test
  void aSignalMayNameTheGenerationOfTheRoom() {
    SignalingMessage.Builder offer = SignalingMessage.newBuilder();
    offer.getOfferBuilder().setTo(RelayAddress.SFU);
    assertNull(RelayAddress.generation(offer.build()));
    offer.getOfferBuilder().setGeneration(3);
    assertEquals(3, RelayAddress.generation(offer.build()));
    SignalingMessage.Builder other = SignalingMessage.newBuilder();
    other.getE2EeBuilder().setTo("bob");
    assertNull(RelayAddress.generation(other.build()));
    other.getTracksBuilder().setGeneration(3);
    assertNull(RelayAddress.generation(other.build()));
  }

  @Test
  void otherMessagesHaveNoAddress() {
    SignalingMessage.Builder media = SignalingMessage.newBuilder();
    media.getMediaStateBuilder().setFrom("alice");
    assertNull(RelayAddress.to(media.build()));
    assertEquals("", RelayAddress.from(media.build()));
    assertThrows(
        IllegalArgumentException.class, () -> RelayAddress.received(media.build(), "alice"));
  }

  @Test
  void aReliableMessageWithoutIdCannotBeRepeated() {
    SignalingMessage.Builder offer = SignalingMessage.newBuilder();
    offer.getOfferBuilder().setTo("bob");
    assertFalse(MessageCatalogue.isReliable(offer.build()));
    assertTrue(MessageCatalogue.isReliable(offer.setId("1").build()));
  }

  @Test
  void aMessageOfANewerVersionHasDefaultTraits() {
    assertEquals(
        MessageTraits.getDefaultInstance(), MessageCatalogue.traits(BodyCase.BODY_NOT_SET));
    assertFalse(MessageCatalogue.isFromClient(MessageTraits.getDefaultInstance()));
    assertEquals(List.of(), MessageCatalogue.serverFields(BodyCase.BODY_NOT_SET));
    assertNull(MessageCatalogue.body(SignalingMessage.getDefaultInstance()));
  }
}
