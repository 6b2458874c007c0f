package dev.visavis.account.signin;

import dev.visavis.account.limit.BruteForceGuard;
import dev.visavis.account.password.PasswordHasher;
import dev.visavis.account.password.PasswordHasher.Verdict;
import dev.visavis.account.store.Database;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.support.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Verifies a username and password. An unknown username and a wrong password get the same answer
/// in the same time.
@ApplicationScoped
class LoginHandler {
  private final UserAccounts accounts;
  private final Database database;
  private final PasswordHasher passwords;
  private final BruteForceGuard guard;
  private final AttemptMetrics attemptMetrics;

  LoginHandler(
      UserAccounts accounts,
      Database database,
      PasswordHasher passwords,
      BruteForceGuard guard,
      MeterRegistry metrics) {
    this.accounts = accounts;
    this.database = database;
    this.passwords = passwords;
    this.guard = guard;
    this.attemptMetrics = AttemptMetrics.counted("visavis.account.logins", metrics);
  }

  /// Fails with a problem: 401 for a wrong username or password, 429 after too many attempts, 503.
  Uni<UserAccount> logIn(LoginRequest request, InetAddress address) {
    return guard
        .mayLogIn(request.username(), address)
        .flatMap(allowed -> database.read(() -> accounts.byUsername(request.username())))
        .flatMap(user -> check(request, address, user))
        .onItem()
        .invoke(attemptMetrics::countAccepted)
        .onFailure()
        .invoke(attemptMetrics::countFailure);
  }

  private Uni<UserAccount> check(
      LoginRequest request, InetAddress address, @Nullable UserAccount user) {
    String phc = user == null ? null : user.passwordHash();
    return passwords
        .verify(request.password(), phc)
        .flatMap(
            verdict ->
                user != null && verdict.matches()
                    ? guard
                        .loginSucceeded(request.username(), address)
                        .flatMap(ignored -> renewed(user, verdict))
                    : guard
                        .loginFailed(request.username(), address)
                        .flatMap(ignored -> Uni.createFrom().failure(wrong())));
  }

  /// Replaces a hash of another cost, which needs the password.
  private Uni<UserAccount> renewed(UserAccount user, Verdict verdict) {
    String phc = verdict.rehashed();
    if (phc == null) {
      return Uni.createFrom().item(user);
    }
    return database.write(
        () -> accounts.update("passwordHash = ?1 where id = ?2", phc, user.id()).replaceWith(user));
  }

  private static Throwable wrong() {
    return Problem.of(401, "The username or the password is wrong.").toException();
  }
}
