package dev.visavis.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.account.user.ProfileRepublisher;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The profiles that other services get. The outbox's timer is slow here (30 s), so a profile that
/// arrives in time was published by the signal after the commit.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class ProfileTopicTest extends AccountServiceTest {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Inject ProfileRepublisher republisher;

  @Test
  void aSignUpAndARenameArriveInOrder() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    rename(ann, "Annie");
    List<UserProfile> profiles = profilesOf(ann, 2);
    UserProfile first = profiles.get(0);
    assertEquals(ann.id(), first.getUser().getId());
    assertEquals(ann.username(), first.getUsername());
    assertEquals("Ann", first.getUser().getName());
    assertFalse(first.getUser().hasAvatarUrl());
    assertEquals("Annie", profiles.get(1).getUser().getName());
    assertTrue(profiles.get(1).getVersion() > first.getVersion());
  }

  @Test
  void manyChangesAtOnceArriveInTheOrderOfTheirVersions() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    IntStream.range(0, 12).parallel().forEach(i -> rename(ann, "Ann " + i));
    List<Long> versions = profilesOf(ann, 13).stream().map(UserProfile::getVersion).toList();
    assertEquals(IntStream.rangeClosed(1, 13).mapToObj(i -> (long) i).toList(), versions);
  }

  @Test
  void aPatchThatChangesNothingPublishesNothing() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    rename(ann, "Ann");
    rename(ann, "Annie");
    assertEquals(
        List.of("Ann", "Annie"),
        profilesOf(ann, 2).stream().map(profile -> profile.getUser().getName()).toList());
  }

  private static void rename(Person person, String name) {
    as(person)
        .contentType(ContentType.JSON)
        .body(Map.of("name", name))
        .patch("/api/users/me")
        .then()
        .statusCode(200);
  }

  @Test
  void contactsAndBlocksAreInEachLaterProfile() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    Person bob = signUp(fresh("bob"), "Bob");
    as(ann).put("/api/blocks/" + bob.id()).then().statusCode(204);
    as(ann).put("/api/contacts/" + bob.id()).then().statusCode(204);
    as(ann).put("/api/contacts/" + bob.id()).then().statusCode(204);
    rename(ann, "Annie");
    as(ann).delete("/api/blocks/" + bob.id()).then().statusCode(204);
    List<UserProfile> profiles = profilesOf(ann, 5);
    assertEquals(List.of(bob.id()), profiles.get(1).getBlockedUserIdsList());
    assertEquals(List.of(), profiles.get(1).getContactUserIdsList());
    assertEquals(List.of(bob.id()), profiles.get(3).getBlockedUserIdsList());
    assertEquals(List.of(bob.id()), profiles.get(3).getContactUserIdsList());
    assertEquals(List.of(), profiles.get(4).getBlockedUserIdsList());
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L), profiles.stream().map(UserProfile::getVersion).toList());
  }

  @Test
  void anUnchangedUserIsRepublishedWithTheCompleteProfile() throws Throwable {
    Person ann = signUp(fresh("ann"), "Ann");
    Person bob = signUp(fresh("bob"), "Bob");
    as(ann).put("/api/blocks/" + bob.id()).then().statusCode(204);
    assertTrue(republisher.republish() >= 2);
    as(bob).put("/api/contacts/" + ann.id()).then().statusCode(204); // wakes the outbox
    UserProfile again = profilesOf(ann, 3).getLast();
    assertEquals(3, again.getVersion());
    assertEquals("Ann", again.getUser().getName());
    assertEquals(List.of(bob.id()), again.getBlockedUserIdsList());
    assertEquals(2, profilesOf(bob, 3).get(1).getVersion());
  }

  private List<UserProfile> profilesOf(Person person, int expected) throws Exception {
    List<UserProfile> profiles = new ArrayList<>();
    for (byte[] value : recordsOf(brokers, Topic.USER_PROFILES, person.id(), expected)) {
      profiles.add(UserProfile.parseFrom(value));
    }
    return profiles;
  }
}
