package dev.visavis.account.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.account.AccountConfig;
import dev.visavis.account.limit.BruteForceGuard;
import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.password.PasswordHasher;
import dev.visavis.account.store.Database;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.account.user.Username;
import dev.visavis.support.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates accounts.
@ApplicationScoped
class SignUpHandler {
  private final UserAccounts accounts;
  private final Database database;
  private final PasswordHasher passwords;
  private final BruteForceGuard guard;
  private final OutboxRelay relay;
  private final AttemptMetrics attemptMetrics;
  private final Optional<String> systemPassword;

  SignUpHandler(
      UserAccounts accounts,
      Database database,
      PasswordHasher passwords,
      BruteForceGuard guard,
      OutboxRelay relay,
      AccountConfig config,
      MeterRegistry metrics) {
    this.accounts = accounts;
    this.database = database;
    this.passwords = passwords;
    this.guard = guard;
    this.relay = relay;
    this.systemPassword = config.systemPassword();
    this.attemptMetrics = AttemptMetrics.counted("visavis.account.signups", metrics);
  }

  /// Fails with a problem: 409 if the username is taken, 429 above the limit of the address, 503.
  Uni<UserAccount> signUp(SignUpRequest request, InetAddress address) {
    return guard
        .maySignUp(address)
        .flatMap(allowed -> database.read(() -> accounts.byUsername(request.username())))
        .invoke(SignUpHandler::mustBeFree)
        .invoke(free -> mustBeAllowed(request))
        .flatMap(free -> passwords.hash(request.password()))
        .flatMap(phc -> add(request, phc))
        .invoke(relay::signal)
        .onItem()
        .invoke(attemptMetrics::countAccepted)
        .onFailure()
        .invoke(attemptMetrics::countFailure);
  }

  private Uni<UserAccount> add(SignUpRequest request, String phc) {
    Instant now = Instant.now();
    UserAccount user =
        Username.isReserved(request.username())
            ? UserAccount.ofSystem(request.username(), request.name(), phc, now)
            : new UserAccount(request.username(), request.name(), request.avatarUrl(), phc, now);
    return database
        .write(() -> accounts.add(user))
        // Another request took the username while the password was hashed.
        .onFailure(Database::isDuplicate)
        .transform(error -> taken());
  }

  private static void mustBeFree(@Nullable UserAccount present) {
    if (present != null) {
      throw taken();
    }
  }

  /// Only the operator's probe, which knows the configured password, may use a system username.
  private void mustBeAllowed(SignUpRequest request) {
    if (Username.isReserved(request.username()) && !isOfOperator(request.password())) {
      throw Problem.badField(
          "username", "must not begin with system-, which is reserved for the operator");
    }
  }

  private boolean isOfOperator(String password) {
    return systemPassword
        .map(own -> MessageDigest.isEqual(own.getBytes(UTF_8), password.getBytes(UTF_8)))
        .orElse(false);
  }

  private static WebApplicationException taken() {
    return Problem.conflict("username", "is taken");
  }
}
