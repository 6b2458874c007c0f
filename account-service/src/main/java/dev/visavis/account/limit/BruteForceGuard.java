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

/// Slows down guessing, by username and by address; refusals are 429 problems.
///
/// An attempt is judged twice: before its password is hashed, and again before it hears what
/// came of it. So a burst of guesses at once learns no more than the same guesses one after the
/// other.
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

  /// Fails while the username or the address has to wait.
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

  /// Counts a wrong password; fails if the result must not be told.
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

  /// Also if the wait is over by now: what was not counted is not told.
  private Uni<Void> refuse(String username, InetAddress address) {
    return waitFor(username, address)
        .invoke(
            wait -> {
              throw tooMany(wait.isPositive() ? wait : MIN_WAIT);
            })
        .replaceWithVoid();
  }

  /// The right password: fails if the username or the address became blocked meanwhile, else
  /// forgets the wrong ones.
  public Uni<Void> loginSucceeded(String username, InetAddress address) {
    return mayLogIn(username, address)
        .flatMap(ignored -> database.guarded(attempts.forget(name(username))));
  }

  /// Counts a sign-up; fails past the limit. Loopback has none: there is no telling who it is.
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

  /// Loopback is counted as nothing.
  private static List<Source> sources(InetAddress address) {
    return address.isLoopbackAddress() ? List.of() : Source.of(address);
  }

  private static String origin(Source source) {
    return "address:" + source.name();
  }
}
