package dev.visavis.account.limit;

import dev.visavis.account.AccountConfig;
import dev.visavis.account.store.Database;
import dev.visavis.support.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Slows down password guessing, by username and by address. Refusals are 429 problems.
///
/// Each attempt is checked twice: before its password is hashed, and before its result is returned.
/// So a burst of parallel guesses learns no more than the same guesses in sequence.
@ApplicationScoped
public class BruteForceGuard {
  private static final Duration MIN_WAIT = Duration.ofSeconds(1);

  private final AttemptCounter attempts;
  private final Database database;
  private final AccountConfig.SignUp signUp;
  private final AttemptCounter.Backoff perUsername;
  private final AttemptCounter.Backoff perAddress;

  BruteForceGuard(AttemptCounter attempts, Database database, AccountConfig config) {
    this.attempts = attempts;
    this.database = database;
    this.signUp = config.signUp();
    AccountConfig.Login login = config.login();
    this.perUsername =
        new AttemptCounter.Backoff(
            login.freeAttemptsPerUsername(),
            login.firstWait(),
            login.longestWaitPerUsername(),
            login.forgetAfter());
    this.perAddress =
        new AttemptCounter.Backoff(
            login.freeAttemptsPerAddress(),
            login.firstWait(),
            login.longestWaitPerAddress(),
            login.forgetAfter());
  }

  /// Fails while the username or the address must wait.
  public Uni<Void> mayLogIn(String username, InetAddress address) {
    return waitFor(username, address)
        .invoke(
            wait -> {
              if (wait.isPositive()) {
                throw tooMany(wait);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Duration> waitFor(String username, InetAddress address) {
    List<String> buckets = new ArrayList<>();
    buckets.add(name(username));
    sources(address).forEach(source -> buckets.add(origin(source)));
    return database.guarded(attempts.waitFor(buckets));
  }

  /// Counts a wrong password. Fails if the client must not learn the result.
  public Uni<Void> loginFailed(String username, InetAddress address) {
    Uni<Boolean> counted = attempts.fail(name(username), perUsername);
    for (Source source : sources(address)) {
      counted =
          counted.flatMap(
              isCounted ->
                  attempts
                      .fail(origin(source), perAddress.times(source.times()))
                      .map(isSourceCounted -> isCounted && isSourceCounted));
    }
    return database
        .guarded(counted)
        .flatMap(isCounted -> isCounted ? Uni.createFrom().voidItem() : refuse(username, address));
  }

  /// Refuses even if the wait is over by now, because the attempt was not counted.
  private Uni<Void> refuse(String username, InetAddress address) {
    return waitFor(username, address)
        .invoke(
            wait -> {
              throw tooMany(wait.isPositive() ? wait : MIN_WAIT);
            })
        .replaceWithVoid();
  }

  /// Forgets wrong passwords after a correct one. Fails if the username or the address was blocked
  /// meanwhile.
  public Uni<Void> loginSucceeded(String username, InetAddress address) {
    return mayLogIn(username, address)
        .flatMap(ignored -> database.guarded(attempts.forget(name(username))));
  }

  /// Counts a sign-up; fails above the limit. Loopback has no limit, because it does not identify a
  /// client.
  public Uni<Void> maySignUp(InetAddress address) {
    Uni<Void> may = Uni.createFrom().voidItem();
    for (Source source : sources(address)) {
      may = may.chain(() -> maySignUp(source));
    }
    return may;
  }

  private Uni<Void> maySignUp(Source source) {
    return database
        .guarded(attempts.count("signup:" + source.name(), signUp.window()))
        .invoke(
            counted -> {
              if (counted.count() > signUp.perAddress() * source.times()) {
                throw tooMany(counted.left());
              }
            })
        .replaceWithVoid();
  }

  private static RuntimeException tooMany(Duration wait) {
    return Problem.tooManyRequests(wait, "Too many attempts. Try again later.");
  }

  private static String name(String username) {
    return "login:" + username.toLowerCase(Locale.ROOT);
  }

  /// Loopback is not counted.
  private static List<Source> sources(InetAddress address) {
    return address.isLoopbackAddress() ? List.of() : Source.of(address);
  }

  private static String origin(Source source) {
    return "address:" + source.name();
  }
}
