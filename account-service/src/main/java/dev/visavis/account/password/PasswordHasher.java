package dev.visavis.account.password;

import dev.visavis.account.AccountConfig;
import dev.visavis.support.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Hashes passwords on a few threads of its own, so that many logins at once block no event loop
/// and need at most the number of threads times the memory of one hash. Results return on the
/// caller's context.
@Startup // computes its first hash before the first login
@ApplicationScoped
public class PasswordHasher {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final PasswordHash.Cost cost;
  private final PasswordHash dummyHash;
  private final ThreadPoolExecutor threads;
  private final Timer timer;

  PasswordHasher(AccountConfig config, MeterRegistry metrics) {
    AccountConfig.Password settings = config.password();
    cost =
        new PasswordHash.Cost(settings.memoryKib(), settings.iterations(), settings.parallelism());
    dummyHash = PasswordHash.of("nobody's password", cost);
    int size =
        settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.queue()),
            Thread.ofPlatform().name("password-", 0).daemon().factory());
    timer = metrics.timer("visavis.account.password.hash");
    metrics.gauge("visavis.account.password.waiting", threads.getQueue(), queue -> queue.size());
  }

  /// The result of a check.
  ///
  /// @param rehashed the password's new PHC string if the stored one has another cost
  public record Verdict(boolean matches, @Nullable String rehashed) {}

  /// Returns the PHC string to store. Fails with a 503 problem if too many hashes wait.
  public Uni<String> hash(String password) {
    return onThreads(() -> PasswordHash.of(password, cost).phc());
  }

  /// Takes the same time whether or not there is a stored hash.
  ///
  /// @param phc null if there is no such user
  public Uni<Verdict> verify(String password, @Nullable String phc) {
    return onThreads(() -> check(password, phc));
  }

  private Verdict check(String password, @Nullable String phc) {
    if (phc == null) {
      dummyHash.matches(password);
      return new Verdict(false, null);
    }
    PasswordHash stored = PasswordHash.parse(phc);
    if (!stored.matches(password)) {
      return new Verdict(false, null);
    }
    boolean current = stored.cost().equals(cost);
    return new Verdict(true, current ? null : PasswordHash.of(password, cost).phc());
  }

  private <T> Uni<T> onThreads(Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context caller = Vertx.currentContext();
              try {
                threads.execute(() -> emit(emitter, work, caller));
              } catch (RejectedExecutionException e) {
                emitter.fail(
                    Problem.unavailable(
                        RETRY_AFTER,
                        "Too many users are signing in right now. Try again in a few seconds."));
              }
            });
  }

  private <T> void emit(UniEmitter<? super T> emitter, Callable<T> work, @Nullable Context caller) {
    Runnable answer = measured(emitter, work);
    if (caller == null) {
      answer.run();
    } else {
      caller.runOnContext(ignored -> answer.run());
    }
  }

  private <T> Runnable measured(UniEmitter<? super T> emitter, Callable<T> work) {
    try {
      T result = timer.recordCallable(work);
      return () -> emitter.complete(result);
    } catch (Exception e) {
      return () -> emitter.fail(e);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
