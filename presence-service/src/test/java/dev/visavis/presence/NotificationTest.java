package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.Delivery.ActionCase;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserPresence;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The presence of contacts that a device receives.
@QuarkusTest
class NotificationTest extends PresenceServiceTest {
  private final String alice = TestEvents.id();
  private final String bob = TestEvents.id();
  private final DeviceRoute desk = TestEvents.device(alice, "desk");
  private final DeviceRoute phone = TestEvents.device(bob, "phone");

  @BeforeEach
  void aliceHasBobAsAContact() {
    holdLease(phone, Duration.ofMinutes(5));
    logs.publish(TestEvents.withContacts(alice, 1, bob));
    logs.publish(TestEvents.profile(bob));
    eventually().until(() -> isContact(alice, bob) && redis.key().exists(profileOf(bob)));
  }

  @Test
  void aRegisteringDeviceReceivesThePresenceOfItsContacts() {
    online(phone);
    online(desk);
    assertTrue(next(desk, bob, UserPresence::getOnline).getAt().getSeconds() > 0);
  }

  @Test
  void aContactIsReportedOnlineInACallAndOffline() {
    online(desk);
    next(desk, bob, seen -> !seen.getOnline());
    online(phone);
    next(desk, bob, seen -> seen.getOnline() && !seen.getInCall());

    String call = TestEvents.id();
    logs.publish(TestEvents.initiated(call, bob, TestEvents.id()));
    next(desk, bob, UserPresence::getInCall);
    logs.publish(TestEvents.ended(call, 2, bob));
    next(desk, bob, seen -> seen.getOnline() && !seen.getInCall());

    logs.publish(TestEvents.offline(phone));
    UserPresence gone = next(desk, bob, seen -> !seen.getOnline() && seen.hasLastSeenAt());
    assertEquals(TestEvents.NOON, gone.getLastSeenAt());
  }

  @Test
  void onlyFollowersAreNotified() {
    String carol = TestEvents.id();
    DeviceRoute carols = TestEvents.device(carol, "phone");
    logs.publish(TestEvents.profile(carol));
    online(carols);
    online(desk);
    online(phone);
    next(desk, bob, UserPresence::getOnline);
    assertEquals(List.of(), told(carols));
    assertEquals(List.of(), told(phone));
  }

  @Test
  void aNewContactIsReportedAtOnceAndARemovedOneNoLonger() {
    String carol = TestEvents.id();
    DeviceRoute carols = TestEvents.device(carol, "phone");
    logs.publish(TestEvents.profile(carol));
    online(desk);
    online(carols);
    logs.publish(TestEvents.withContacts(alice, 2, bob, carol));
    next(desk, carol, UserPresence::getOnline);

    logs.publish(TestEvents.withContacts(alice, 3, bob));
    eventually().until(() -> !isContact(alice, carol));
    int before = told(desk, carol).size();
    logs.publish(TestEvents.offline(carols));
    online(phone);
    next(desk, bob, UserPresence::getOnline);
    assertEquals(before, told(desk, carol).size());
  }

  /// No follower was notified that Carol is in a call. A user who follows her since then is
  /// notified when it ends.
  @Test
  void aFollowerAddedDuringACallIsNotifiedOfItsEnd() {
    String carol = TestEvents.id();
    String call = TestEvents.id();
    DeviceRoute carols = TestEvents.device(carol, "phone");
    logs.publish(TestEvents.profile(carol));
    online(desk);
    online(carols);
    logs.publish(TestEvents.initiated(call, carol, TestEvents.id()));
    eventually().until(() -> redis.hash(String.class).hexists(PresenceKeys.calls(carol), call));
    logs.publish(TestEvents.withContacts(alice, 2, bob, carol));
    next(desk, carol, UserPresence::getInCall);

    logs.publish(TestEvents.ended(call, 2, carol));
    next(desk, carol, seen -> seen.getOnline() && !seen.getInCall());
  }

  @Test
  void aBlockingUserAppearsOfflineUntilTheBlockEnds() {
    online(desk);
    online(phone);
    next(desk, bob, UserPresence::getOnline);
    logs.publish(TestEvents.profile(bob, alice).toBuilder().setVersion(2).build());
    UserPresence blocked = next(desk, bob, seen -> !seen.getOnline());
    assertFalse(blocked.hasLastSeenAt(), "a user who was never online looks the same");
    logs.publish(TestEvents.profile(bob).toBuilder().setVersion(3).build());
    next(desk, bob, UserPresence::getOnline);
  }

  @Test
  void manyContactsAreSentInAFewMessages() {
    String[] people = IntStream.range(0, 250).mapToObj(i -> TestEvents.id()).toArray(String[]::new);
    for (String person : people) {
      logs.publish(TestEvents.profile(person));
    }
    eventually().until(() -> redis.key().exists(profileOf(people[249])));
    logs.publish(TestEvents.withContacts(alice, 2, people));
    eventually().until(() -> isContact(alice, people[249]));
    online(desk);
    eventually().until(() -> told(desk).size() >= 250);
    for (Delivery delivery : delivered(desk, ActionCase.MESSAGE)) {
      assertTrue(delivery.getMessage().getPresence().getUsersCount() <= 100);
    }
  }

  @Test
  void aReplayedOlderProfileRemovesNoFollower() {
    logs.publish(TestEvents.withContacts(alice, 5, bob));
    logs.publish(TestEvents.profile(alice).toBuilder().setVersion(4).build());
    logs.publish(TestEvents.withContacts(alice, 6, bob));
    online(desk);
    next(desk, bob, seen -> !seen.getOnline());
    online(phone);
    next(desk, bob, UserPresence::getOnline);
  }

  /// Waits until the device's latest presence of the person matches, and returns it.
  private UserPresence next(DeviceRoute device, String person, Predicate<UserPresence> like) {
    eventually()
        .until(
            () -> {
              List<UserPresence> all = told(device, person);
              return !all.isEmpty() && like.test(all.getLast());
            });
    return told(device, person).getLast();
  }

  private List<UserPresence> told(DeviceRoute device, String person) {
    return told(device).stream().filter(seen -> seen.getUserId().equals(person)).toList();
  }

  private List<UserPresence> told(DeviceRoute device) {
    return delivered(device, ActionCase.MESSAGE).stream()
        .flatMap(delivery -> delivery.getMessage().getPresence().getUsersList().stream())
        .toList();
  }

  private boolean isContact(String viewer, String person) {
    return redis.set(String.class).sismember("visavis:{" + viewer + "}:contacts", person);
  }

  private static String profileOf(String userId) {
    return "visavis:{" + userId + "}:profile";
  }
}
