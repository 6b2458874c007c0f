package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallCommand.CommandCase;
import dev.visavis.proto.v1.ProfileChanged;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A live call is notified of changes to the profiles of its participants.
@QuarkusTest
class ProfileInCallTest extends PresenceServiceTest {
  private final String alice = TestEvents.id();
  private final String bob = TestEvents.id();
  private final String call = TestEvents.id();

  @Test
  void aRingingCallIsNotifiedWhomItsCalleeBlocks() {
    logs.publish(TestEvents.profile(bob));
    logs.publish(TestEvents.initiated(call, alice, bob));
    eventually().until(() -> callsOf(bob).containsKey(call));

    logs.publish(TestEvents.profile(bob, alice).toBuilder().setVersion(2).build());
    eventually().until(() -> told(bob).contains(List.of(alice)));
  }

  @Test
  void aBlockThatTheGatewayDidNotReadYetIsNotLost() {
    logs.publish(TestEvents.profile(bob, alice));
    eventually().until(() -> hasProfile(bob));

    logs.publish(TestEvents.initiated(call, alice, bob));
    eventually().until(() -> told(bob).contains(List.of(alice)));
  }

  @Test
  void aCallIsNotifiedOfANewNameOnceAndOfNewContactsNever() {
    UserProfile before = TestEvents.profile(alice);
    logs.publish(before);
    eventually().until(() -> hasProfile(alice));
    logs.publish(TestEvents.initiated(call, alice, bob));
    eventually().until(() -> callsOf(alice).containsKey(call));

    UserProfile contacts = before.toBuilder().setVersion(2).addContactUserIds(bob).build();
    logs.publish(contacts);
    UserProfile.Builder renamed = contacts.toBuilder().setVersion(3);
    renamed.getUserBuilder().setName("Alicia");
    logs.publish(renamed.build());
    eventually().until(() -> !changes(alice).isEmpty());
    assertEquals("Alicia", changes(alice).getFirst().getUser().getName());
    assertTrue(changes(alice).getFirst().getBlockedUserIdsList().isEmpty());
  }

  @Test
  void aUserWhoBlocksTheCallerDuringTheRingNoLongerParticipates() {
    logs.publish(TestEvents.initiated(call, alice, bob));
    eventually().until(() -> callsOf(bob).containsKey(call));
    logs.publish(TestEvents.callerBlocked(call, 2, bob));
    eventually().until(() -> callsOf(bob).isEmpty());
    assertTrue(callsOf(alice).containsKey(call));
  }

  private boolean hasProfile(String userId) {
    return redis.key().exists(PresenceKeys.profile(userId));
  }

  private List<ProfileChanged> changes(String userId) {
    return commanded(call, CommandCase.PROFILE_CHANGED).stream()
        .map(CallCommand::getProfileChanged)
        .filter(changed -> changed.getUser().getId().equals(userId))
        .toList();
  }

  private List<List<String>> told(String userId) {
    return changes(userId).stream()
        .map(changed -> List.copyOf(changed.getBlockedUserIdsList()))
        .toList();
  }
}
