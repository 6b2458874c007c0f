package dev.visavis.history;

import dev.visavis.history.EventSequence.Person;
import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.infra.TestTokenKeys;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;

/// A test of the whole service with a real broker and a real database.
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,postgres,redis"),
      @ResourceArg(name = "database", value = "visavis_history")
    })
@WithTestResource(TestTokenKeys.class)
public abstract class HistoryServiceTest extends ApiClient {
  protected final Person alice = Person.named("alice");
  protected final Person bob = Person.named("bob");
  protected final Person carol = Person.named("carol");
}
