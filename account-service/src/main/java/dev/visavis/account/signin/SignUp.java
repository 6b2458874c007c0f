package dev.visavis.account.signin;

import dev.visavis.account.limit.GuessingGuard;
import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.password.PasswordHasher;
import dev.visavis.account.store.Database;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.support.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Makes accounts.
@ApplicationScoped
class SignUp {
  private final UserAccounts accounts;
  private final Database database;
  private final PasswordHasher passwords;
  private final GuessingGuard guard;
  private final OutboxRelay relay;
  private final Attempted attempted;

  SignUp(
      UserAccounts accounts,
      Database database,
      PasswordHasher passwords,
      GuessingGuard guard,
      OutboxRelay relay,
      MeterRegistry metrics) {
    this.accounts = accounts;
    this.database = database;
    this.passwords = passwords;
    this.guard = guard;
    this.relay = relay;
    this.attempted = Attempted.counted("visavis.account.signups", metrics);
  }

  /// Fails with a problem: 409 if the username is taken, 429 past the limit of the address,
  /// 503.
  Uni<UserAccount> signUp(SignUpRequest request, InetAddress address) {
    return guard
        .maySignUp(address)
        .flatMap(allowed -> database.read(() -> accounts.byUsername(request.username())))
        .invoke(SignUp::mustBeFree)
        .flatMap(free -> passwords.hash(request.password()))
        .flatMap(phc -> add(request, phc))
        .invoke(relay::signal)
        .onItem()
        .invoke(attempted::countAccepted)
        .onFailure()
        .invoke(attempted::countFailure);
  }

  private Uni<UserAccount> add(SignUpRequest request, String phc) {
    UserAccount user =
        new UserAccount(
            request.username(), request.name(), request.avatarUrl(), phc, Instant.now());
    return database
        .write(() -> accounts.add(user))
        // Somebody took it while the password was hashed.
        .onFailure(Database::isDuplicate)
        .transform(error -> taken());
  }

  private static void mustBeFree(@Nullable UserAccount present) {
    if (present != null) {
      throw taken();
    }
  }

  private static WebApplicationException taken() {
    return Problem.conflict("username", "is taken");
  }
}
