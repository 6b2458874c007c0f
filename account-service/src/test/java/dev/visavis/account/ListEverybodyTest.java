package dev.visavis.account;

import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An organization in which all users may see each other: `VISAVIS_ACCOUNT_LIST_EVERYBODY=true`.
@QuarkusTest
@TestProfile(ListEverybodyTest.Organization.class)
class ListEverybodyTest extends AccountServiceTest {
  public static final class Organization implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("visavis.account.list-everybody", "true");
    }
  }

  @Test
  void aSearchWithoutAQueryListsAllUsers() {
    Person ann = signUp(fresh("ann"), "Ann");
    // The list is truncated and sorted by name, and other tests have added many users.
    Person bob = signUp(fresh("bob"), "0 Bob");
    Person cem = signUp(fresh("cem"), "0 Cem");
    as(ann).get("/api/users").then().statusCode(200).body("id", hasItems(bob.id(), cem.id()));
  }
}
